"""Other words that offices write for a column or a sheet, beyond the aliases that the schema shows.

They are read as the column all the same. Each word stands under one column of a sheet only; the columns of one
kind are looked up in the order in which they stand here.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["HEADER_WORDS", "QUESTION_WORDS", "SHEET_WORDS", "TWO_IN_ONE"]

_PHONE = (
    "手机号码 电话号码 联系手机 联络电话 联系号码 本人电话 移动电话 电话/手机 手机/电话 联系电话/手机 手机或电话 电话(手机) "
    "tel telephone cell contact_number phone_number 电话联系方式"
)
_GRID = "片区 网格号 网格名称 所属微网格 网格编号 责任网格 网格片区 所属片区 邻别 邻 微网格名称 所在微网格"
_TIMES = "时间安排 服务时段 可服务时段 方便时段 有空时间 有空时段 空余时间 空闲 什么时候 啥时候 啥时间 何时 时间段 可安排时间 可配合时间 when availability"

HEADER_WORDS: Mapping[str, Mapping[str, str]] = {
    "needs": {
        "need_id": "诉求编号 事项编号 台账编号 流水号 登记号 编码 ref reference no no. number",
        "title": (
            "诉求内容 居民诉求 诉求事项 具体诉求 主要诉求 诉求描述 诉求问题 群众诉求 需求描述 需求事项 具体需求 主要需求 需求问题 需求详情 "
            "居民需求 群众需求 服务需求 问题描述 反映问题 反映内容 反映事项 反映情况 具体问题 主要问题 存在问题 问题内容 问题 困难问题 困难诉求 "
            "遇到的困难 困难 事项内容 具体事项 办理事项 待办事项 事项名称 事项描述 民情内容 民情事项 心愿 微心愿 心愿内容 微心愿内容 求助内容 "
            "求助事项 事由 事情 什么事 啥事 要办的事 要帮的忙 帮什么忙 要帮什么 想要什么 所需帮助 需要帮助 需要什么帮助 需要帮助的事 "
            "居民反映的事 居民反映的问题 反映的事 反映的事情 反映的问题 居民说的 说了什么 诉求 诉求情况 需求情况 request requests request_details what_is_needed what's_needed what_they'd_like "
            "what_they_need what_they_want what_was_said what_they_said what_somebody_said what_the_resident_said said told help_needed help_wanted issue problem wish summary"
        ),
        "description": "补充说明 详情 具体说明 详细描述 情况说明 详细情况 需求说明 诉求说明 问题说明 details",
        "category": (
            "诉求类别 诉求类型 诉求分类 需求类型 需求分类 问题类别 问题类型 问题分类 事项类别 事项类型 事项分类 服务类别 服务类型 心愿类别 心愿类型 "
            "类型 大类 所属类别 tag type kind"
        ),
        "source": (
            "来源渠道 渠道来源 诉求来源 信息来源 问题来源 事项来源 受理渠道 受理管道 受理方式 反映渠道 反映方式 收集渠道 收集方式 提出渠道 登记渠道 channel"
        ),
        "requester": (
            "诉求人 反映人姓名 诉求人姓名 需求人 需求人姓名 提出人姓名 申请人姓名 居民姓名 居民称呼 里民称呼 里民姓名 里民 群众姓名 业主姓名 业主 "
            "户主 户主姓名 住户 住户姓名 求助人 求助人姓名 来访人 来访人姓名 来电人 受访人 被访人 被走访人 服务对象姓名 店主 联系人 当事人 报事人 "
            "称呼 名字 谁 哪家 商户 商户名称 name neighbour neighbor resident who who_asked requested_by asked_by from"
        ),
        "phone": f"{_PHONE} contact",
        "address": (
            "居住地址 现住址 现居住地址 详细地址 联系地址 住所 居住地 门牌 门牌号 楼栋门牌 楼栋门牌号 楼栋号 楼号 楼栋房号 楼栋室号 房号 房屋 室号 "
            "小区楼栋 小区门牌 楼幢 哪栋楼 几号楼 住哪 住哪里 住在哪 flat apartment home_address building"
        ),
        "groups": (
            "身份 身份类别 身份类型 身分 身分别 居民身份 居民类型 居民群体 人员类别 人员类型 人群类型 人群分类 人群标签 群体 群体类别 群体类型 "
            "对象 对象类别 服务对象 服务人群 重点人群 resident_group who_they_are"
        ),
        "grid": _GRID,
        "urgency": (
            "紧急情况 紧急级别 紧急等级 紧急与否 是否紧急 急缓程度 缓急程度 缓急 轻重缓急 急迫程度 急迫性 迫切程度 要紧程度 重要程度 重要性 优先程度 优先 "
            "急否 急不急 急吗 priority p"
        ),
        "beneficiaries": (
            "人数 涉及人数 影响人数 服务人数 预估人数 预计人数 大概人数 受益人次 受益户数 覆盖人数 涉及户数 people no_of_people number_of_people #people how_many"
        ),
        "raised_on": (
            "日期 什么时候 什么时候说的 何时 来电时间 来电日期 记录时间 记录日期 说的时间 登记日 受理日 受理日期 受理时间 反映日期 反映时间 诉求日期 诉求时间 申请日期 申请时间 来访日期 来访时间 走访日期 走访时间 收件日期 "
            "收到日期 接待日期 填报日期 填写时间 填写日期 提交时间 提交日期 提交答卷时间 上报日期 上报时间 created created_at logged received date_raised date"
        ),
        "due_on": "办结期限 办结时限 办理时限 完成时限 要求完成时间 最晚时间 最迟日期 deadline due due_date",
        "times": (
            f"{_TIMES} 期望办理时间 期望时段 期望服务时间 希望时段 希望办理时间 希望服务时间 希望什么时候 想什么时候 要求时间 时间要求 服务时间 需求时间 "
            "上门时间 预约时间 什么时候方便 啥时候方便 何时方便 何时需要 窗口 when_suits when_it_suits preferred_time"
        ),
        "hours": "时长 服务时长 所需时长 预计时长 需要时长 duration",
        "budget": "所需资金 所需费用 预算金额 预计费用 费用 经费预算",
        "status": "需求状态 处理状态 当前状态 办结状态 诉求状态",
    },
    "helpers": {
        "helper_id": "志愿者编号 编码 ref no no. number res_id",
        "name": (
            "名字 称呼 志愿者姓名 志愿者 志工姓名 志工 义工姓名 队伍名称 团队名称 团队 姓名/团队 姓名/称呼 能人名称 人员姓名 达人姓名 师傅 谁 who "
            "helper volunteer volunteer_name"
        ),
        "phone": f"{_PHONE} contact",
        "headcount": "队员人数 队员数 成员人数 成员数 团队人数 team_size members",
        "skills": (
            "专业特长 个人特长 服务特长 服务专长 技能专长 专业技能 服务技能 特长技能 技能/特长 特长/技能 特长(技能) 特长爱好 爱好特长 兴趣特长 擅长 擅长领域 "
            "擅长什么 特常 技术特长 专长技能 能力 手艺 本领 本事 拿手 拿手活 会什么 会啥 具体会什么 会做什么 会干什么 能做什么 能干什么 能干啥 能做啥 "
            "能帮什么 能帮啥 可以做什么 可以帮什么 能提供什么 可提供服务 可提供的服务 能提供的服务 提供服务 服务内容 服务项目 可服务内容 可服务项目 服务意向 "
            "意向服务 志愿服务内容 服务类别 good_at can_do can_help_with what_they_can_do skill offers talents 提供什么 skills/services skills/service/facility"
        ),
        "grid": f"{_GRID} 服务网格",
        "hours": (
            "每月时长 每月时数 每月小时 每月小时数 每月服务时长 每月可服务时长 每月服务小时 每月服务时间 每月最多 每月最多小时 每月最多时长 每月可用时长 月时长 "
            "月服务时长 可服务时长 max_h/month max_hours hours/month hours_per_month hours_a_month monthly_hours h/month qty"
        ),
        "times": (
            f"{_TIMES} 服务时间 可参与时间 可提供服务时间 志愿服务时间 空闲时间段 方便时间 什么时候有空 啥时候有空 何时有空 有空 free_times free_time "
            "free_when when_free available avail"
        ),
        "groups": "可服务对象 可服务人群 服务群体 面向对象 意向服务对象 意向服务人群 serves",
        "notes": "旁注 附注 其他 其他说明 remarks remark comments note",
    },
    "units": {
        "unit_id": "编码 ref no no. number res_id",
        "name": (
            "单位全称 单位名 机构 机构名称 组织名称 企业名称 合作单位 合作单位名称 共建单位名称 共建方 联建单位 参与单位 伙伴单位 商家 商户 商户名称 谁家 谁 哪家 "
            "单位/场地 organisation organization organisation_name partner partner_name unit company"
        ),
        "type": "单位类别 类别 行业 所属行业 kind",
        "contact": "联络人 联系人姓名 联系人员 对接人 对接人员 单位联系人 单位负责人 找谁 contact_person",
        "phone": _PHONE,
        "services": (
            "提供服务 提供的服务 资源 可提供的服务 能提供的服务 可提供哪些服务 服务资源 服务清单 可提供资源 可提供的资源 资源内容 资源清单 共建内容 共建项目 共建资源 合作内容 "
            "合作项目 能做什么 能干什么 能干啥 能做啥 能给啥 能给什么 能提供什么 能提供啥 提供什么 提供啥 offers offer services_offered provides skills/service/facility"
        ),
        "grid": _GRID,
        "sessions": "次数 服务频次 频次 服务次数 月次 次/月 每月几次 可服务次数 how_often times_a_month qty",
        "times": f"{_TIMES} 服务时间段 可提供服务时间 开放时间 days open avail",
        "agreed_from": "协议起 协议起止起 签订日期 签订时间 签约时间 协议签订日期 协议签订时间 协议开始时间 协议生效日期 生效日期 合作开始 mou_from agreement_from from",
        "agreed_until": (
            "协议止 协议起止止 协议截止时间 协议到期时间 协议结束日期 协议有效期至 有效期至 到期 到期时间 到期日期 截止 截止日期 截止时间 合作截止 合作到期 合同到期 "
            "mou_to agreement_to agreement_until valid_to valid_until until expires"
        ),
    },
    "venues": {
        "venue_id": "编码 ref no no. number res_id",
        "name": (
            "地点 地方 哪儿 哪里 场所 场所名称 活动场地 活动场所 活动场地名称 活动地点 可用场地 可提供场地 场地/地点 空间 空间名称 阵地 阵地名称 单位/场地 venue room "
            "rooms space place"
        ),
        "seats": (
            "容纳 可容纳 可容 可容人数 容纳量 容纳数 容纳数量 最大容纳 最大容纳人数 最多人数 最多容纳 最多容纳人数 人数 可坐人数 座位数 座位数量 坐几人 坐多少人 "
            "能坐几人 能坐多少人 能坐几个人 核定人数 capacity max_people qty"
        ),
        "facilities": (
            "设施设备 设备情况 设施情况 配套设施 配套设备 配套 配备 配备设施 现有设施 硬件设施 场地设备 场地配置 配置 设备配置 有啥 有什么 有啥东西 提供什么 kit equipment "
            "skills/service/facility"
        ),
        "grid": _GRID,
        "times": (
            "开放 场地开放 场地开放时间 场地可用时间 可使用时间 使用时间 可借用时间 可借时间 可预约时间 服务时间 时间安排 时间段 啥时候能用 什么时候能用 啥时候 什么时候 "
            "何时可用 open opening_hours opening_times open_times available avail when"
        ),
    },
    "funds": {
        "fund_id": "编码 ref no no. number res_id",
        "name": (
            "资金来源 经费来源 经费名称 资金项目 经费项目 款项 款项名称 基金名称 专项名称 项目 项目名称 来源 啥 什么 钱 fund fund_name pot source item"
        ),
        "amount": (
            "结余 结余金额 当前结余 当前余额 剩余 剩余金额 剩余资金 可用额度 可用资金 可用经费 可支配金额 可用 额度 数额 有多少 数 金额/数量 数量/金额 金额或数量 "
            "数量或金额 数量 rmb_left left money_left balance available qty"
        ),
        "cap": "单笔上限 每笔上限 每项上限 单个上限 单个项目上限 每个项目上限 最高额度 最高限额 limit max",
        "categories": "用途 适用项目 使用用途",
    },
    "goods": {
        "goods_id": "编码 ref no no. number res_id",
        "name": (
            "物品名称 品名 设备 设备名称 器材 器材名称 物件 东西 项目 项目名称 物资/设备 物资(设备) 啥 什么 item items thing goods equipment"
        ),
        "quantity": (
            "数 数额 现有数量 可借数量 可用数量 可用 总数 总数量 库存量 现存数量 有多少 几个 金额/数量 数量/金额 金额或数量 数量或金额 qty count"
        ),
    },
}  # fmt: skip
"""Words by sheet and column, parted by spaces; ``_`` stands for a space."""

QUESTION_WORDS: Mapping[str, Mapping[str, str]] = {
    "needs": {
        "title": "一件事 帮忙 帮您 帮助 解决 困难 诉求 需求 心愿 难题 烦心事",
        "category": "哪一类 哪类 哪个类别 什么类别 什么类型 哪种类型",
        "requester": "称呼 姓名 名字",
        "phone": "手机 电话 联系方式",
        "address": "住在 住哪 住址 地址 楼栋 门牌 几号楼",
        "groups": "人群 群体 身份",
        "grid": "网格",
        "urgency": "多急 紧急 着急 急不急 迫切",
        "beneficiaries": "多少人 几个人 几人 人数",
        "times": "方便的时间 方便时间 什么时间 什么时候 哪些时间 哪个时间 时间段 时段 何时",
        "raised_on": "提交时间 填写时间",
    },
    "helpers": {
        "name": "称呼 姓名 名字",
        "phone": "手机 电话 联系方式",
        "skills": "特长 专长 技能 擅长 本领 手艺 会做什么 能做什么 能提供 哪些服务",
        "times": "方便的时间 方便时间 什么时间 什么时候 哪些时间 时间段 时段 何时 空闲",
        "hours": "几小时 多少小时 几个小时",
        "groups": "人群 群体 服务对象",
        "grid": "网格",
    },
    "units": {
        "name": "单位名称 单位全称 机构名称 单位的名称",
        "phone": "手机 电话 联系方式",
        "contact": "联系人",
        "services": "哪些服务 什么服务 服务内容 服务项目 提供服务",
        "times": "服务时间 方便的时间 什么时间 什么时候 哪些时间 时间段 时段",
        "sessions": "几次 多少次 几场",
    },
}
"""Words by which a question of a survey tells what it asks; a question that holds words of two columns tells nothing."""

TWO_IN_ONE: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "units": {
        "协议 协议起止 协议起止时间 协议起止日期 协议期限 协议有效期 协议时间 合作期间 合作期限 合同期限 有效期 共建协议有效期 共建期限": ("agreed_from", "agreed_until"),
        "联系人及电话 联系人及联系电话 联系人/电话 联系人电话 联系人和电话 联系人及联系方式 联系人与电话 联系人、电话": ("contact", "phone"),
    },
    "needs": {
        "姓名电话 姓名及电话 姓名/电话 姓名及联系方式 联系人及电话 诉求人及电话 居民及电话": ("requester", "phone"),
    },
    "helpers": {"姓名电话 姓名及电话 姓名/电话 姓名及联系方式": ("name", "phone")},
}  # fmt: skip
"""Headers that stand over two columns' content in one cell."""

SHEET_WORDS: Mapping[str, str] = {
    "needs": (
        "需求 诉求 心愿 民情 民情台账 事项 求助 困难 帮忙 帮扶清单 问题台账 问题清单 待办 需求池 request requests told told_needs asks wishes wish_list help_wanted"
    ),
    "helpers": (
        "能人库 能人 达人 志愿者 志工 义工 人才 骨干 人力 人员 队伍 师傅 帮手 能来的人 谁能帮 volunteer volunteers helper people team teams neighbours neighbors"
    ),
    "units": "共建 共建单位 合作单位 联建单位 单位 机构 企业 商家 伙伴 partner partners organisation organisations organization organizations orgs",
    "venues": "场地 场所 阵地 地方 地点 空间 会议室 活动室 room rooms venue space spaces place places",
    "funds": "资金 经费 基金 款项 钱款 fund budget money pots",
    "goods": "物资 物品 东西 设备 器材 用品 equipment stuff items things",
}
"""Words in the name of a sheet, or in the title of a part of one, that say what it may hold; its header must bear it out."""

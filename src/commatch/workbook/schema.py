"""Every input sheet and its columns, declared once.

The reader, the assembler, the writer, the reference pages and the tests derive from this module and from
:mod:`commatch.workbook.outputs`. A sheet or a column is known inside the program by its ``key``, which is its English
name; the Chinese name is what a Chinese workbook shows. It is long because it is one table: a sheet is easier to find
and to compare with its neighbours when all of them stand in one place.
"""

from __future__ import annotations

from commatch.workbook.choices import CHOICES, choice_name
from commatch.workbook.declared import Choice, Column, Lang, Sheet, Type
from commatch.workbook.memory import MEMORY_SHEETS

__all__ = [
    "CHOICES",
    "FORM_SHEETS",
    "INPUT",
    "INPUT_SHEETS",
    "RESOURCE_SHEETS",
    "Choice",
    "Column",
    "Lang",
    "Sheet",
    "Type",
    "choice_name",
]


def _id(key: str, zh: str, *aliases: str, help_zh: str = "", help_en: str = "", required: bool = False) -> Column:
    return Column(key, zh, Type.ID, aliases, required=required, help_zh=help_zh, help_en=help_en)


_OWN_ID_ZH = "唯一的编号；空着时按内容生成一个，并提醒"
_OWN_ID_EN = "unique text; a row without one gets one derived from its content, and a warning"
_REF_NEED_ZH, _REF_NEED_EN = "需求清单里的编号", "an id of the needs sheet"
_REF_RES_ZH, _REF_RES_EN = "任一资源表里的编号", "an id of any resource sheet"
_SHARED = Column(
    "shared",
    "可共享",
    Type.YES_NO,
    ("是否共享",),
    help_zh="是/否：能否服务其他社区",
    help_en="may serve other communities",
)
_STATUS = Column(
    "status",
    "状态",
    Type.CHOICE,
    ("在岗状态",),
    choices="resource_status",
    help_zh="在岗或暂停；空=在岗",
    help_en="active or paused; blank = active",
)
_GRID = Column(
    "grid", "网格", Type.ID, ("所在网格", "微网格", "所属网格"), help_zh="所在的网格", help_en="grid it is in"
)
_GROUPS_SERVED = Column(
    "groups",
    "服务人群",
    Type.LIST,
    ("服务对象", "面向人群", "groups_served"),
    help_zh="只服务这些人群；空=谁都可以",
    help_en="groups served; blank = anyone",
)
_PHONE = Column(
    "phone",
    "电话",
    Type.PHONE,
    ("联系电话", "手机", "手机号", "联系方式", "mobile"),
    personal=True,
    help_zh="手机号或座机号",
    help_en="mobile or landline number",
)


def _times(zh: str, *aliases: str) -> Column:
    return Column(
        "times",
        zh,
        Type.TIMES,
        ("可用时间", "空闲时间", "时间", *aliases),
        help_zh="如 周二、周四下午；除12月5日；空=任何时间",
        help_en="for example Tue, Thu afternoon; except 2026-12-05; blank = any time",
    )


_REQUIREMENT_COLUMNS = (
    Column("kind", "类型", Type.CHOICE, ("资源类型", "种类"), required=True, choices="kind",
           help_zh="能人 单位 场地 资金 物资", help_en="helper, unit, venue, fund or goods"),
    Column("what", "要求", Type.TEXT, ("内容", "技能/服务", "名称"),
           help_zh="技能、服务、设施或物资的名称", help_en="the skill, service, facilities or goods"),
    Column("quantity", "数量", Type.NUMBER, ("人数", "金额"), minimum=0,
           help_zh="人数、单位数、座位数、元或件；空=1", help_en="people, units, seats, yuan or pieces; blank = 1"),
    Column("hours", "工时", Type.NUMBER, ("小时", "时长"), minimum=0, unit="h",
           help_zh="每人工时；空=需求的工时，再空=2", help_en="hours of each; blank = the need's, else 2"),
    Column("level", "等级", Type.WHOLE, ("最低等级",), minimum=1, maximum=5,
           help_zh="技能等级下限 1–5；空=1", help_en="least skill level 1-5; blank = 1"),
    Column("checks", "资质", Type.LIST, ("所需资质",), help_zh="须通过的审核", help_en="checks they must have passed"),
)  # fmt: skip

FORM_SHEETS: tuple[Sheet, ...] = (
    Sheet("needs", "需求清单", (
        _id("need_id", "编号", "需求编号", "序号", "id", help_zh=_OWN_ID_ZH, help_en=_OWN_ID_EN),
        Column("title", "需求", Type.TEXT, ("需求内容", "需求名称", "事项", "诉求", "标题", "need"), required=True,
               help_zh="一句话说清要什么", help_en="what is asked for, in one line"),
        Column("description", "说明", Type.TEXT, ("详细说明", "描述", "备注说明", "具体情况"), help_zh="补充说明", help_en="more words"),
        Column("category", "类别", Type.TEXT, ("需求类别", "分类"), help_zh="如 维修 健康 结对", help_en="category"),
        Column("source", "来源", Type.TEXT, ("需求来源", "渠道"),
               help_zh="从哪里来：微网格走访、民情信箱、议事会…", help_en="where it came from"),
        Column("requester", "提出人", Type.TEXT, ("姓名", "居民", "申请人", "反映人"), personal=True,
               help_zh="谁提出的", help_en="who asked"),
        _PHONE,
        Column("address", "住址", Type.TEXT, ("地址", "家庭住址", "楼栋"), personal=True, help_zh="住址", help_en="address"),
        Column("groups", "人群", Type.LIST, ("居民类别", "人群类别", "所属人群", "group"),
               help_zh="一个或多个，用、隔开", help_en="one or more resident groups"),
        _GRID,
        Column("urgency", "紧急程度", Type.URGENCY, ("紧急度", "优先级", "紧急"),
               help_zh="1 低、2 中、3 高、4 紧急、5 兜底，写数字或词都行；空=中；兜底是能办就一定要办",
               help_en="1 low, 2 medium, 3 high, 4 urgent, 5 must: the number or the word; blank = medium; must = served if it can be"),
        Column("beneficiaries", "受益人数", Type.WHOLE, ("受益人", "惠及人数"), minimum=1, unit="人",
               help_zh="整数；空=1", help_en="whole number; blank = 1"),
        Column("raised_on", "提出日期", Type.DATE, ("登记日期", "提出时间", "收集日期", "登记时间"),
               help_zh="提出的日期", help_en="date it was raised"),
        Column("due_on", "期限", Type.DATE, ("截止日期", "完成期限", "办理期限", "截止"), help_zh="最晚日期", help_en="latest date"),
        _times("可行时段", "期望时间", "方便时间", "可行时间", "时段", "希望时间"),
        _id("template", "模板", "服务模板", help_zh="服务模板的名称", help_en="name of a template"),
        Column("skills", "技能", Type.COUNTED, ("所需技能", "需要技能"),
               help_zh="水电工×2；志愿者×3；水电工≥3×2", help_en="electrician×2; volunteer×3; electrician≥3×2"),
        Column("hours", "工时", Type.NUMBER, ("所需工时", "小时", "每人工时"), minimum=0, unit="h",
               help_zh="每人工时；空=2", help_en="hours asked of each helper; blank = 2"),
        Column("services", "服务", Type.COUNTED, ("所需服务", "单位服务"),
               help_zh="共建单位要做的：义诊；法律咨询", help_en="what partner units are to do"),
        Column("seats", "容纳人数", Type.WHOLE, ("场地人数", "参加人数", "座位"), minimum=0, unit="人",
               help_zh="场地要坐多少人", help_en="seats of the venue"),
        Column("facilities", "场地设施", Type.LIST, ("设施", "场地要求"),
               help_zh="桌椅、投影、无障碍", help_en="facilities of the venue"),
        Column("checks", "资质", Type.LIST, ("所需资质", "资质要求"),
               help_zh="参与的能人都须通过的审核", help_en="checks every helper on it must have passed"),
        Column("budget", "经费", Type.NUMBER, ("所需经费", "预算", "资金需求"), minimum=0, unit="元",
               help_zh="要多少钱", help_en="money asked"),
        Column("goods", "物资", Type.COUNTED, ("所需物资", "物品"), help_zh="折叠桌×4", help_en="folding table×4"),
        Column("sessions", "次数", Type.WHOLE, ("场次", "每月次数", "本月次数"), minimum=1, unit="次/月",
               help_zh="本月几次；空=1", help_en="times in the month; blank = 1"),
        _id("bundle", "合并", "合并项目", "合并组", help_zh="写同样文字的需求合成一个项目", help_en="needs with the same text make one project"),
        Column("status", "状态", Type.CHOICE, ("办理状态", "进度"), choices="need_status",
               help_zh="空=待匹配", help_en="blank = open"),
    ), ("需求", "需求登记", "需求登记表", "居民需求", "居民需求清单", "needs list"),
       help_zh="居民提出的每一件事，一行一件", help_en="every need residents have raised, one a row"),
    Sheet("requirements", "需求拆解", (
        _id("need_id", "需求编号", "编号", required=True, help_zh=_REF_NEED_ZH, help_en=_REF_NEED_EN),
        *_REQUIREMENT_COLUMNS,
    ), ("拆解", "需求拆解表"),
       help_zh="一条需求要配几样东西、数量不同时，在这里细写", help_en="a need's requirements one by one, where its own columns are not enough"),
    Sheet("templates", "服务模板", (
        _id("template", "模板", "服务模板", "模板名称", required=True, help_zh="模板的名称", help_en="name of the template"),
        *_REQUIREMENT_COLUMNS,
    ), ("模板",),
       help_zh="同类需求常用的要求写一次，需求里写模板名就行", help_en="what needs of one sort always require, written once and named in the need"),
    Sheet("steps", "行动步骤", (
        _id("template", "模板", "服务模板", "模板名称", required=True, help_zh="模板的名称", help_en="name of the template"),
        Column("order", "顺序", Type.NUMBER, ("序号", "步骤序号"), help_zh="第几步", help_en="order of the step"),
        Column("step", "步骤", Type.TEXT, ("行动", "内容", "行动步骤"), required=True, help_zh="做什么", help_en="what to do"),
        Column("days_before", "提前天数", Type.WHOLE, ("提前",), unit="天",
               help_zh="活动前几天；负数=活动后", help_en="days before the event; negative = after"),
        Column("who", "负责", Type.TEXT, ("负责人", "谁负责"), help_zh="谁来做", help_en="who does it"),
    ), ("步骤",),
       help_zh="模板的活动前后要做的事，写进项目的行动路径", help_en="what to do before and after an event of a template; becomes the project's action path"),
    Sheet("helpers", "能人", (
        _id("helper_id", "编号", "能人编号", "资源编号", "序号", "id", help_zh=_OWN_ID_ZH, help_en=_OWN_ID_EN),
        Column("name", "姓名", Type.TEXT, ("名称", "能人姓名", "姓名/队名", "队名", "姓名或队伍名称", "能人"), personal=True,
               help_zh="姓名或队名", help_en="name of the person or team"),
        _PHONE,
        Column("headcount", "人数", Type.WHOLE, ("队伍人数",), minimum=1, unit="人",
               help_zh="1；更多=队伍", help_en="1; more = a team"),
        Column("skills", "技能", Type.LEVELS, ("特长", "专长", "技能特长"),
               help_zh="水电工:4、木工；等级 1–5，默认 3", help_en="electrician:4, carpenter; level 1-5, default 3"),
        _GRID,
        Column("max_walk", "步行上限", Type.NUMBER, ("步行上限(分钟)", "最远步行", "步行分钟上限"), minimum=0, unit="min",
               help_zh="最多走多远；空=不限", help_en="how far at most; blank = no limit"),
        Column("hours", "每月工时", Type.NUMBER, ("工时", "每月工时(小时)", "可用工时", "月工时", "每月可用工时", "每月可服务小时"), minimum=0, unit="h/月",
               help_zh="每月愿意出的小时；空=8", help_en="hours offered a month; blank = 8"),
        _times("可用时段", "可服务时间", "空闲时段", "时段"),
        _GROUPS_SERVED,
        Column("checks", "资质", Type.LIST, ("已有资质", "通过审核", "资质证书"), help_zh="已通过的审核", help_en="checks passed"),
        _STATUS,
        _SHARED,
        Column("notes", "备注", Type.TEXT, ("说明",), help_zh="备注", help_en="notes"),
    ), ("社区能人", "能人清单", "能人/队伍", "志愿者", "能人队伍", "能人与队伍", "社区能人清单"),
       help_zh="能出力的居民、志愿者和队伍，一行一人（或一队）", help_en="people and teams who lend a hand, one a row"),
    Sheet("units", "共建单位", (
        _id("unit_id", "编号", "单位编号", "资源编号", "序号", "id", help_zh=_OWN_ID_ZH, help_en=_OWN_ID_EN),
        Column("name", "单位", Type.TEXT, ("名称", "单位名称", "共建单位"), help_zh="单位名称", help_en="name of the unit"),
        Column("type", "类型", Type.TEXT, ("单位类型", "性质", "单位性质"), help_zh="学校 医院 银行 商户…", help_en="type of unit"),
        Column("contact", "联系人", Type.TEXT, ("负责人",), personal=True, help_zh="联系人", help_en="contact person"),
        _PHONE,
        Column("services", "服务", Type.LIST, ("可提供服务", "服务项目", "服务内容"), help_zh="能做什么", help_en="what it offers"),
        _GRID,
        Column("sessions", "每月场次", Type.WHOLE, ("场次", "每月次数", "每月可提供场次", "每月可服务场次"), minimum=0, unit="次/月",
               help_zh="每月几场；空=1", help_en="sessions a month; blank = 1"),
        _times("可用时段", "可服务时间", "服务时间", "时段"),
        _GROUPS_SERVED,
        Column("agreed_from", "协议开始", Type.DATE, ("协议起始", "签约日期", "协议开始日期"),
               help_zh="协议第一天", help_en="first day of the agreement"),
        Column("agreed_until", "协议截止", Type.DATE, ("协议到期", "协议结束", "协议截止日期", "协议到期日", "到期日"),
               help_zh="协议最后一天", help_en="last day of the agreement"),
        _SHARED,
        _STATUS,
    ), ("单位", "共建单位清单", "单位清单"),
       help_zh="签了共建协议、能提供服务的单位", help_en="partner units and the services they offer"),
    Sheet("venues", "场地", (
        _id("venue_id", "编号", "场地编号", "资源编号", "序号", "id", help_zh=_OWN_ID_ZH, help_en=_OWN_ID_EN),
        Column("name", "场地", Type.TEXT, ("名称", "场地名称"), help_zh="场地名称", help_en="name of the venue"),
        Column("owner", "管理单位", Type.TEXT, ("管理方", "归属单位"), help_zh="谁管理", help_en="who runs it"),
        _GRID,
        Column("seats", "容纳人数", Type.WHOLE, ("容量", "可容纳人数", "座位"), minimum=0, unit="人",
               help_zh="最多多少人；空=0", help_en="how many people at most; blank = 0"),
        Column("facilities", "设施", Type.LIST, ("场地设施", "设备", "设备设施"), help_zh="桌椅、投影、无障碍", help_en="what it has"),
        _times("开放时段", "开放时间", "可用时段", "时段"),
        _SHARED,
        _STATUS,
    ), ("可用场地", "场地清单"),
       help_zh="能办活动的地方", help_en="places where events can be held"),
    Sheet("funds", "资金", (
        _id("fund_id", "编号", "资金编号", "资源编号", "序号", "id", help_zh=_OWN_ID_ZH, help_en=_OWN_ID_EN),
        Column("name", "资金", Type.TEXT, ("名称", "资金名称", "基金"), help_zh="资金名称", help_en="name of the fund"),
        Column("amount", "可用金额", Type.NUMBER, ("余额", "金额", "可用金额(元)"), required=True, minimum=0, unit="元",
               help_zh="现在能用多少钱", help_en="money available"),
        Column("cap", "单项上限", Type.NUMBER, ("上限", "单项上限(元)"), minimum=0, unit="元",
               help_zh="每个项目最多多少元；空=不限", help_en="yuan for one project at most; blank = no limit"),
        Column("categories", "适用类别", Type.LIST, ("类别", "适用范围", "使用范围"),
               help_zh="只用于这些类别；空=都可以", help_en="need categories it may pay for; blank = any"),
        _STATUS,
    ), ("资金清单", "经费"),
       help_zh="能动用的钱", help_en="money that may be spent"),
    Sheet("goods", "物资", (
        _id("goods_id", "编号", "物资编号", "资源编号", "序号", "id", help_zh=_OWN_ID_ZH, help_en=_OWN_ID_EN),
        Column("name", "物资", Type.TEXT, ("名称", "物资名称", "物品"), required=True, help_zh="物资名称", help_en="name of the goods"),
        Column("quantity", "数量", Type.WHOLE, ("库存", "件数", "库存数量"), required=True, minimum=0, unit="件",
               help_zh="件数", help_en="how many"),
        Column("reusable", "可重复使用", Type.YES_NO, ("重复使用", "是否可重复使用", "能否重复使用", "可循环"),
               help_zh="是=用完归还；否=用掉就没有", help_en="yes = given back after use"),
        _STATUS,
    ), ("物资清单", "物品"),
       help_zh="能借用或发放的东西", help_en="things to lend or hand out"),
    Sheet("distances", "网格距离", (
        _id("from", "起点", "网格", "从", required=True, help_zh="从哪个网格", help_en="a grid"),
        _id("to", "终点", "到", "至", required=True, help_zh="到哪个网格", help_en="the other grid"),
        Column("minutes", "步行分钟", Type.NUMBER, ("分钟", "步行时间", "步行(分钟)"), required=True, minimum=0, unit="min",
               help_zh="两个方向一样", help_en="walking minutes, the same both ways"),
    ), ("距离", "网格步行距离"),
       help_zh="两个网格之间走路要几分钟", help_en="walking minutes between two grids"),
    Sheet("opinions", "匹配意见", (
        _id("need_id", "需求编号", "编号", required=True, help_zh=_REF_NEED_ZH, help_en=_REF_NEED_EN),
        _id("resource_id", "资源编号", "资源", required=True, help_zh=_REF_RES_ZH, help_en=_REF_RES_EN),
        Column("opinion", "意见", Type.CHOICE, ("匹配意见",), choices="opinion",
               help_zh="锁定 禁止 优先 避免，或空", help_en="pin, ban, prefer, avoid, or blank"),
        Column("score", "评分", Type.NUMBER, ("加分", "分数"), help_zh="加到匹配分上", help_en="added to the match score"),
        Column("hours", "工时", Type.NUMBER, ("小时",), minimum=0, unit="h",
               help_zh="这位能人在这个需求上的工时", help_en="this helper's hours for this need"),
        Column("reason", "理由", Type.TEXT, ("原因", "说明"), help_zh="为什么", help_en="why"),
    ), ("意见",),
       help_zh="你知道的：谁适合、谁不适合做哪件事", help_en="what you know about who should, or should not, serve which need"),
    Sheet("history", "历史", (
        Column("month", "月份", Type.MONTH, ("年月",), help_zh="如 2026-11", help_en="for example 2026-11"),
        _id("need_id", "需求编号", "编号", help_zh="需求的编号", help_en="id of the need"),
        _id("resource_id", "资源编号", "资源", help_zh="资源的编号", help_en="id of the resource"),
        Column("hours", "工时", Type.NUMBER, ("小时", "实际工时"), minimum=0, unit="h", help_zh="实际工时", help_en="hours given"),
        Column("rating", "评价", Type.NUMBER, ("评分", "满意度"), minimum=1, maximum=5, help_zh="做得怎样，1–5 分", help_en="how it went, 1 to 5"),
        Column("date", "日期", Type.DATE, ("服务日期",), help_zh="哪一天", help_en="date"),
        Column("quantity", "数量", Type.NUMBER, ("金额",), minimum=0, help_zh="资金几元、物资几件、单位几场；能人空着",
               help_en="yuan of a fund, pieces of goods, sessions of a unit; blank of a helper"),
        Column("led", "带队", Type.WHOLE, ("带队场次",), minimum=0, unit="次", help_zh="带了几场活动", help_en="sessions led"),
        Column("basis", "工时依据", Type.CHOICE, ("依据",), choices="hours_basis", help_zh="工时是 填写 的、按 签到 的，还是按 计划 的；可空",
               help_en="what the hours are taken from: typed in, attendance or planned; may be blank"),
        _id("community", "社区", help_zh="借用时是和哪个社区；空=本社区的人做本社区的事", help_en="the other community of a loan; blank = own people for own needs"),
    ), ("历史记录", "服务记录"),
       help_zh="以前谁服务过谁、做得怎样", help_en="who served whom before, and how well"),
    Sheet("vocabulary", "词表", (
        Column("kind", "种类", Type.CHOICE, ("类型",), required=True, choices="term_kind", help_zh="技能 服务 设施 物资 人群 类别 资质 网格", help_en="what sort of term"),
        Column("term", "标准词", Type.TEXT, ("标准术语",), required=True, help_zh="标准词", help_en="standard term"),
        Column("aliases", "别名", Type.LIST, ("别称", "同义词"), help_zh="别的叫法", help_en="other names"),
    ), (),
       help_zh="本社区的习惯叫法和标准词的对照", help_en="your own words and the standard ones they stand for"),
    Sheet("attendance", "签到", (
        Column("date", "日期", Type.DATE, (), help_zh="哪一天", help_en="date"),
        Column("event", "活动", Type.TEXT, ("项目",), help_zh="项目编号，或 议事会 等", help_en="a project id, or a council"),
        _id("helper_id", "编号", help_zh="能人编号", help_en="helper's id"),
        Column("name", "姓名", Type.TEXT, (), personal=True, help_zh="没有编号时写姓名", help_en="name where there is no id"),
        Column("groups", "人群", Type.LIST, (), help_zh="人群", help_en="groups"),
        Column("hours", "工时", Type.NUMBER, ("小时",), minimum=0, unit="h", help_zh="小时", help_en="hours"),
    ), ("签到表",),
       help_zh="活动签到", help_en="who came to which event"),
    Sheet("redemptions", "积分兑换", (
        Column("date", "日期", Type.DATE, (), help_zh="哪一天", help_en="date"),
        _id("helper_id", "编号", "who", help_zh="能人编号", help_en="helper's id"),
        Column("item", "物品", Type.TEXT, (), help_zh="换了什么", help_en="what was taken"),
        Column("points", "积分", Type.NUMBER, (), minimum=0, help_zh="用了多少分", help_en="points spent"),
    ), ("兑换",),
       help_zh="用积分换了什么", help_en="what points were spent on"),
    Sheet("settings", "设置", (
        Column("key", "项", Type.TEXT, ("设置项", "名称"), help_zh="设置的名称", help_en="name of the setting"),
        Column("value", "值", Type.TEXT, ("设置值",), help_zh="值", help_en="value"),
        Column("note", "说明", Type.TEXT, ("备注",), help_zh="说明", help_en="note"),
    ), ("设定",),
       help_zh="要改的设置；值空着就用默认", help_en="settings to change; a blank value means the default"),
)  # fmt: skip

INPUT_SHEETS: tuple[Sheet, ...] = (*FORM_SHEETS, *MEMORY_SHEETS)
"""Every sheet that is read: those that people fill, then those that commatch writes for itself to read again."""

RESOURCE_SHEETS = {"helper": "helpers", "unit": "units", "venue": "venues", "fund": "funds", "goods": "goods"}
"""Sheet key of every kind of resource."""

INPUT: dict[str, Sheet] = {sheet.key: sheet for sheet in INPUT_SHEETS}

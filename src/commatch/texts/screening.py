"""Words by which a text for the public is screened: forms of address, surnames, words of health, words that are no names.

They are compared as :func:`commatch.reports.notice.folding.folded` has them: width, case, spaces and punctuation don't matter.
"""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.base import Phrase

__all__ = [
    "ADDRESSED",
    "COMMON_SURNAMES",
    "COMPOUND_SURNAMES",
    "HARMLESS",
    "HEALTH",
    "NOBODY",
    "ORGANISATIONS",
    "RELATIVES",
    "SHARED_PLACES",
    "SHORT_TITLES",
    "SORTS",
    "SURNAMES",
    "TITLES",
    "TOPICS",
]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ADDRESSED = _words(
    "奶奶 爷爷 婆婆 公公 阿婆 阿公 外婆 外公 大爷 大妈 大娘 大伯 大叔 大姐 大哥 伯伯 伯母 叔叔 婶婶 阿姨 阿叔 阿伯 姑姑 舅舅 老伯 老太 老师傅 老先生 老爷子 老汉 老爹 姆妈 大婶 大嫂 "
    "太太 嫂子 师傅 老师 医生 大夫 护士 律师 教练 先生 女士 小姐 同学 小朋友 主任 书记 经理 店长 队长 站长 会长 师母 妈妈 爸爸"
)
"""What stands behind a surname or a given name and makes it somebody's: 王奶奶, 建国叔叔."""

RELATIVES = _words(
    "的女儿 的儿子 的家属 的母亲 的父亲 的老伴 女儿 儿子 家属 老伴 爱人 丈夫 妻子 母亲 父亲 孙子 孙女 外孙 儿媳 女婿 侄女 侄子 本人 代办 代 家"
)
"""What stands behind the name of somebody in a column of names, for whom another spoke: 王桂兰女儿."""

SHORT_TITLES: Mapping[str, str] = {
    "哥": "德斯伦",
    "嫂": "",
    "姐": "妹",
    "妈": "祖",
    "婶": "",
    "叔": "侄",
    "伯": "乐",
    "姨": "",
    "爷": "",
    "工": "作程人会艺地业期资具厂匠种商委团夫序",
    "总": "体支是结计共数部会务局院站公经之在要有理决量会和",
}
"""Forms of address of one character, and what makes a word of them where it follows: 王工, but 向工作人员."""

TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Granny", "Grandma", "Grandpa", "Auntie", "Aunt", "Uncle")
"""What stands before a surname in English: Mrs Wang."""

SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍"
    "韦申尤毕聂焦向柳邢文蓝骆尚符滕饶喻蒲简连邬吉党蒙晏古穆姬宫米麦谈瞿艾沙鄢丛应臧闫佟丰奚娄阚冼匡冉辜岑逄苟宿桑佘池楚柏郎仇"
    "荀卓储敖巫褚狄闻鞠谌"
)
"""Surnames of one character that a form of address is looked for behind, whether or not the lists know them."""

COMPOUND_SURNAMES = frozenset(
    _words(
        "欧阳 司马 诸葛 上官 皇甫 令狐 尉迟 慕容 东方 夏侯 司徒 公孙 长孙 宇文 轩辕 端木 南宫 独孤 司空 濮阳 淳于 单于 申屠 公冶 "
        "太史 仲孙 钟离 闻人 澹台 东郭 西门 百里 呼延 第五 赫连 鲜于 闾丘 拓跋 纳兰 叶赫 完颜 爱新觉罗"
    )
)
"""Surnames of more characters than one."""

COMMON_SURNAMES = frozenset(
    "王李张刘陈杨赵周吴徐孙胡朱林何郭罗宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛余潘杜"
)
"""Surnames that 老 or 小 before them makes somebody's: 老王; 小马 and 小时 are words."""

SHARED_PLACES = _words(
    "楼道 楼梯 楼下 楼前 楼后 楼顶 门口 门前 门厅 大门 门禁 单元门 电梯 大厅 走廊 过道 公共 屋顶 外墙 天台 地下 车棚 车库 活动室 会议室 阅览室 "
    "教室 路灯 绿化 花坛 广场 水管 下水 管道 居民 业主 全体 垃圾 充电 消防 大堂 架空层 服务 食堂"
)
"""What many share: the building before it is nobody's home where there is no room number."""

HEALTH: Mapping[str, tuple[str, ...]] = {
    "illness": _words(
        "癌 肿瘤 白血病 化疗 放疗 透析 尿毒症 糖尿病 高血压 高血脂 冠心病 心脏病 心梗 脑梗 脑溢血 中风 偏瘫 半身不遂 瘫痪 帕金森 癫痫 "
        "痴呆 失智 阿尔茨海默 抑郁 焦虑症 躁郁 双相 精神病 精神分裂 精神障碍 强迫症 自闭症 孤独症 多动症 智障 智力障碍 肝炎 乙肝 "
        "肺结核 结核 艾滋 梅毒 性病 哮喘 慢阻肺 肺炎 新冠 肾病 肝硬化 痛风 白内障 青光眼 骨折 骨质疏松 关节炎 褥疮 痔疮 尿失禁 "
        "失禁 流产 怀孕 孕妇 不孕 吸毒 戒毒 酒瘾 毒瘾 自杀 自残 轻生 重病 大病 绝症 病危 病重 患病 患者 病人 病情 病史 确诊 脑瘫 唐氏 发育迟缓 植物人 三高 血糖高 血压高 血脂高 "
        "血友病 红斑狼疮 酗酒 渐冻 肌无力 罕见病 精神失常"
    ),
    "state": _words(
        "失能 半失能 卧床 残疾 残障 肢残 截肢 轮椅 失明 视障 盲人 双目 失聪 听障 聋哑 聋人 腿脚不便 行动不便 生活不能自理 不能自理 "
        "长期吃药 服药 换药 买药 用药 导尿 胃管 造瘘 吸氧 输液 耳聋 听不见 听力不好 耳背 拄拐 拐杖 插管 打胰岛素 胰岛素 吃药 造口 哑巴 眼睛看不见 看不见 走不动路 走不了路 输液 住院 出院 手术 术后 康复期 临终 安宁疗护"
    ),
    "private": _words("低保户 低保 特困户 家暴 家庭暴力 刑满释放 社区矫正 服刑 坐牢 离婚 离异 丧偶 失独"),
    "english": (
        "cancer", "tumour", "tumor", "leukaemia", "leukemia", "chemotherapy", "dialysis", "diabetes", "diabetic",
        "hypertension", "high blood pressure", "heart disease", "heart attack", "stroke", "paralysed", "paralyzed",
        "parkinson", "epilepsy", "dementia", "alzheimer", "depression", "depressed", "anxiety disorder", "bipolar",
        "schizophrenia", "mental illness", "mentally ill", "autism", "autistic", "hepatitis", "tuberculosis", "hiv",
        "aids patient", "asthma", "pneumonia", "covid", "cataract", "fracture", "fractured", "incontinent", "incontinence",
        "pregnant", "pregnancy", "miscarriage", "drug addict", "alcoholic", "suicide", "suicidal", "terminally ill", "seriously ill",
        "patient", "patients", "diagnosed", "disabled", "disability", "bedridden", "amputee", "wheelchair", "blind", "deaf",
        "visually impaired", "hearing impaired", "medication", "hospitalised", "hospitalized", "surgery", "catheter",
    ),
}  # fmt: skip
"""Words of illness, of how somebody's body is, of what else is told to few, and the English ones: nobody's are posted."""

HARMLESS = _words(
    "轮椅通道 轮椅坡道 无障碍 盲道 盲文 残疾人联合会 残联 助残日 手术刀 语文老师 中文老师 英文老师 作文老师 人文老师 班主任 各位老师 "
    "出租车师傅 公交车师傅 修车师傅 开车师傅 货车师傅 校车师傅 保安师傅 保安大叔 保安大哥 门卫师傅 门卫大爷 门卫大叔 现任书记 前任书记 "
    "历任书记 新任书记 施工 车工 管工 金工 陶工 石工 文工团 小时工 临时工 包工 党工委 糖尿病友会 A3 A4 B1 B2 4G 5G"
)
"""Words that are left as they are though a word of health or a form of address is in them."""

TOPICS = (
    *_words(
        "讲座 义诊 筛查 科普 宣传 知识 预防 防治 健康日 培训 讲堂 课堂 沙龙 咨询日 主题 关爱日 公益日 义卖 病友会 友会 瑜伽 援助 社团 互助会 体检 大赛"
    ),
    *_words("talk lecture prevention awareness workshop course"),
    "screening day",
    "clinic day",
)
"""With one of these in the title of a gathering, a word of health is what it is about, not how somebody is."""

NOBODY = frozenset(_words(
    "居民 居民们 居民代表 居民小组 热心居民 部分居民 多名居民 多位居民 全体居民 匿名 业主 业主代表 业委会 住户 租户 租客 流动住户 邻居 "
    "物业 物业公司 社区 社区居委会 居委会 居委 街道 街道办 网格员 楼长 楼组长 楼栋长 组长 党员 党支部 志愿者 志愿者队 志愿服务队 社工 家长 "
    "老人 老年人 独居老人 孩子 儿童 学生 青年 骑手 商户 商家 店主 议事会 儿童议事会 共建单位 学校 医院 本人 家属 子女 女儿 儿子 老伴 代办 代 "
    "联系人 负责人 待定 不详 未知 公司 办公室 服务队 服务站 服务中心 值班 值班室 前台"
)) | frozenset(
    ("resident", "residents", "neighbour", "neighbours", "anonymous", "owner", "owners", "tenant", "tenants", "volunteer",
     "volunteers", "parent", "parents", "student", "students", "elder", "elders", "rider", "riders", "community", "office",
     "the", "and", "team", "group", "club", "unknown", "none", "family", "daughter", "son", "wife", "husband")
)  # fmt: skip
"""What stands in a column of names and names nobody: it is not masked where it stands in a text."""

ORGANISATIONS = _words(
    "公司 中心 学校 小学 中学 大学 学院 幼儿园 医院 诊所 卫生站 服务站 律师事务所 事务所 银行 支行 商店 超市 餐厅 食堂 饭店 酒店 药店 书店 "
    "咖啡馆 图书馆 文化馆 博物馆 画廊 剧社 协会 促进会 联合会 基金会 居委会 委员会 派出所 警务室 救援站 街道办 办事处 养老院 护理院 "
    "school university college hospital clinic bank company centre center library station office association ltd"
)
"""How the name of a unit or a place ends; one that is in the lists of units and venues may stand in a notice."""

SORTS: Mapping[str, Phrase] = {
    "name": Phrase("姓名", "name"),
    "addressed": Phrase("称呼", "form of address"),
    "number": Phrase("电话、证件、账号、车牌等号码", "telephone, identity card, account or car"),
    "address": Phrase("住址", "address"),
    "id": Phrase("编号", "id"),
    "health": Phrase("健康状况等", "matter of health or the like"),
    "alone": Phrase("年纪、独居", "age, or living alone"),
}
"""Sorts of what is masked."""

"""The words of standard sheets and of the blank workbook: notes on headers, drop-downs, the sheet of instructions."""

from __future__ import annotations

from commatch.texts.language import Language
from commatch.texts.text import fill

__all__ = ["FORM_WORDS", "form_words", "unit_words"]

FORM_WORDS: dict[str, tuple[str, str]] = {
    # -- the note on a header ---------------------------------------------------------------------------------
    "note.required": ("必填", "Must be filled."),
    "note.optional": ("可以不填", "May be left blank."),
    "note.unit": ("单位：{unit}", "Unit: {unit}"),
    "note.personal": ("个人信息：只留在表里，屏幕上会打码", "Personal: stays in the workbook, masked on the screen."),
    "note.example": ("例：{example}", "Example: {example}"),
    "note.choose": ("点格子右边的小箭头选", "Choose with the arrow beside the cell."),
    "unit.h": ("小时", "hours"),
    "unit.min": ("分钟", "minutes"),
    "unit.人": ("人", "people"),
    "unit.元": ("元", "yuan"),
    "unit.件": ("件", "pieces"),
    "unit.天": ("天", "days"),
    "unit.h/月": ("每月小时", "hours a month"),
    "unit.次/月": ("每月次数", "times a month"),
    # -- drop-downs -------------------------------------------------------------------------------------------
    "lists": ("选项", "lists"),
    "list.title": ("下拉：{name}", "list: {name}"),
    "list.resources": ("全部资源编号", "all resource ids"),
    "list.yes_no": ("是否", "yes or no"),
    "list.urgency": ("紧急程度", "urgency"),
    "list.groups": ("人群", "groups"),
    "list.hours_basis": ("工时依据", "basis of hours"),
    "list.need_status": ("需求状态", "status of a need"),
    "list.resource_status": ("资源状态", "status of a resource"),
    "list.kind": ("类型", "kind"),
    "list.term_kind": ("词的种类", "kind of term"),
    "list.opinion": ("意见", "opinion"),
    "list.stop.title": ("请从下拉里选", "Choose from the list"),
    "list.stop": (
        "这一列只有固定的几个写法，点右边的小箭头选一个；或者留空。",
        "Only the words of the list are taken here; choose one with the arrow, or leave the cell blank.",
    ),
    "list.warn.title": ("下拉里没有", "Not in the list"),
    "list.warn": (
        "下拉里没有这个写法。写法没错就点“是”。",
        "This is not in the list. If it is right all the same, say yes.",
    ),
    # -- the sheet of settings --------------------------------------------------------------------------------
    "setting.default": ("{help}（默认：{default}）", "{help} (by default {default})"),
    # -- the settings file ------------------------------------------------------------------------------------
    "config.head": (
        "commatch 的设置。要改哪一项，就去掉那一行最前面的 #，改等号后面的值。\n工作簿“设置”表里写了的，以表里为准。",
        "Settings of commatch. To change one, take away the # before its line and write another value.\n"
        "What the workbook's sheet of settings says comes first.",
    ),
    "config.run": (
        "没人看着也能按时做：commatch run 照下面这张表做。要用，就去掉下面各行最前面的“# ”，用不着的行删掉。\n"
        "这张表要放在文件最后；路径从这个文件所在的文件夹算起。",
        "With nobody watching: commatch run does what this table says. To use it, take away the '# ' before its lines and\n"
        "delete those that you don't need. It stays at the end of the file; paths count from the file's folder.",
    ),
    # -- the sheet of instructions ----------------------------------------------------------------------------
    "readme": ("说明", "readme"),
    "readme.title": ("社区需求匹配工作簿 · 填写说明", "Community matching workbook: how to fill it"),
    "readme.what": ("这是什么", "What this is"),
    "readme.what.text": (
        "把居民的需求，和社区里的人、单位、场地、资金、物资，填在一个工作簿里，每月一份。"
        "commatch 读它，排出这个月谁帮谁、什么时候、在哪里，写成“项目清单”。",
        "Residents' needs, and the people, units, venues, money and goods of the community, in one workbook a month. "
        "commatch reads it and plans who helps whom, when and where: the project list.",
    ),
    "readme.how": ("怎么填", "How to fill it"),
    "readme.how.text": (
        "1. 先填“{needs}”，再填“{helpers}”等资源表里你有的。这几张标签是绿色的；别的表用得着再填。\n"
        "2. 深绿表头必须填；浅绿表头可以空着。鼠标停在表头上，会显示怎么填。\n"
        "3. 灰色斜体是示例，编号以“示例-”开头，不会算进去，留着、删掉都行。从下面的空行开始填自己的。\n"
        "4. 有小箭头的格子可以选。可以在右边加自己的列；不要改表名和表头。\n"
        "5. 没有登记的资源（比如场地），把那张表整张删掉，就不安排它。表留着、一行也没填（只有示例也算没填），"
        "意思是“一个也没有”，要用它的需求就排不上。",
        "1. Fill “{needs}” first, then those of “{helpers}” and the other resources that you have: the green tabs. The other "
        "sheets are for when you want them.\n"
        "2. Dark green headers must be filled; light green ones may stay blank. Rest the mouse on a header to see how.\n"
        "3. Grey italics are samples: their ids begin with SAMPLE- and they don't count. Keep or delete them, and start "
        "in the blank row below.\n"
        "4. Cells with an arrow offer a choice. Columns of your own may be added on the right; sheets and headers keep their names.\n"
        "5. If you keep no list of a kind of resource, such as venues, delete its sheet: then it is not planned. A sheet "
        "without rows of your own, samples alone, means that there is none at all: needs that ask for one can't be served.",
    ),
    "readme.write": ("怎么写", "How to write it"),
    "readme.ids": ("编号", "ids"),
    "readme.ids.text": (
        "每行一个，不重复，如 N001。别的表靠编号找到它，定了就不要再改。",
        "One a row, no two alike, such as N001. Other sheets name the row by it, so don't change it.",
    ),
    "readme.many": ("一格写几个", "several in a cell"),
    "readme.many.text": ("用顿号隔开：{groups}", "with commas between: {groups}"),
    "readme.dates": ("日期", "dates"),
    "readme.dates.text": ("2026-12-15，年、月、日都写上", "2026-12-15: year, month and day"),
    "readme.urgency": ("紧急程度", "urgency"),
    "readme.urgency.text": (
        "1 低、2 中、3 高、4 紧急、5 兜底，写数字或词都行；空着算“中”。\n"
        "兜底是承诺：只要办得到，就一定要排上。别的需求会为它让路，用在真正不能等的事上。",
        "1 low, 2 medium, 3 high, 4 urgent, 5 must: the number or the word; blank counts as medium.\n"
        "Must is a promise: it is served whenever it can be, and others stand back for it. Keep it for what can't wait.",
    ),
    "readme.times": ("时段", "times"),
    "readme.times.text": (
        "上午、下午、晚上三段。用分号隔开几部分：\n"
        "周二、周四下午；周六全天\n"
        "周一至周五 9:00-11:30\n"
        "工作日晚上；除12月5日\n"
        "12月20日上午；随时",
        "Morning, afternoon, evening. Parts stand with semicolons between:\n"
        "Tue, Thu afternoon; Sat\n"
        "Mon-Fri 9:00-11:30\n"
        "workdays evening; except 2026-12-05\n"
        "2026-12-20 morning; any time",
    ),
    "readme.asked": ("需求要的技能", "skills a need asks for"),
    "readme.asked.text": (
        "水电工×1；志愿者×2（要几人）　水电工≥3×1（至少3级）",
        "plumber×1; volunteer×2 (how many)    plumber≥3×1 (level 3 at least)",
    ),
    "readme.levels": ("能人会的技能", "skills a helper has"),
    "readme.levels.text": (
        "水电工:4、木工（1–5级，不写算3级）",
        "plumber:4, carpenter (level 1 to 5; 3 where none is said)",
    ),
    "readme.goods": ("物资", "goods"),
    "readme.goods.text": ("折叠桌×4；音响×1", "folding table×4; speaker×1"),
    "readme.run": ("填好以后", "When it is filled"),
    "readme.run.text": (
        "打开命令行，在这个文件所在的文件夹里：\n"
        "commatch check {file}　　查一查哪里填得不对\n"
        "commatch match {file}　　排出项目清单\n"
        "手里已经有别的格式的表？不用重抄：commatch tidy 原来的表.xlsx　　整理成这个样子",
        "In a terminal, in the folder of this file:\n"
        "commatch check {file}    see what is not right yet\n"
        "commatch match {file}    write the project list\n"
        "There are sheets of another form already? No need to copy them: commatch tidy THE-OTHER.xlsx    puts them into this form",
    ),
    "readme.private": ("个人信息", "Personal data"),
    "readme.private.text": (
        "姓名、电话、住址只在你的电脑上读，不上传；屏幕上会打码。按社区的规定保管和传送这个文件。",
        "Names, telephone numbers and addresses are read on your computer only and sent nowhere; the screen shows them "
        "masked. Keep and pass on this file as your community's rules say.",
    ),
    "readme.sheets": ("每张表", "The sheets"),
    "readme.entry": ("{wanted}。{help}", "{wanted}: {help}"),
    "readme.must": ("必须有", "needed"),
    "readme.one_of": ("五张里至少填一张", "at least one of these five"),
    "readme.if_wanted": ("可以不填", "if wanted"),
}
"""Words by key, in Chinese and English."""


def unit_words(unit: str, lang: Language) -> str:
    """Return how a column's unit is called in a language."""
    return form_words(lang, f"unit.{unit}") if f"unit.{unit}" in FORM_WORDS else unit


def form_words(lang: Language, key: str, **values: object) -> str:
    """Return the words of a key in a language, with ``{name}`` filled in.

    Raises
    ------
    KeyError
        There is no such key.
    """
    zh, en = FORM_WORDS[key]
    text = zh if lang == "zh" else en
    return fill(text, values) if values else text

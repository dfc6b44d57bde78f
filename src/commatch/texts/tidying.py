"""The words of the log of tidying: what each rule did, and why."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["LOG_CUT", "TIDY_NOTES"]

TIDY_NOTES: Mapping[str, tuple[str, str]] = {
    "sheet_renamed": ("工作表用标准名称", "the sheet has its standard name"),
    "tables_joined": (
        "同一种表有好几张，各行接在一起",
        "there were several sheets of this kind; their rows stand one below the other",
    ),
    "sheet_as_it_was": (
        "找不到表头，各格照原样带过来；加上表头后再整理一次",
        "no header was found, so the cells are as they were; add a header and tidy again",
    ),
    "hidden_sheet_shown": ("原来是隐藏的工作表，里面的数据也算", "the sheet was hidden; its data counts"),
    "hidden_column_shown": ("原来是隐藏的列，里面的数据也算", "the column was hidden; its data counts"),
    "hidden_row_shown": (
        "原来是隐藏或筛掉的行，里面的数据也算",
        "the row was hidden or filtered out; its data counts",
    ),
    "header_renamed": ("表头改成标准名称", "the column has its standard header"),
    "header_given": (
        "这一列没有表头，先补上这个",
        "the column had no header; this stands for one",
    ),
    "column_moved": ("列按标准顺序排", "the columns stand in the standard order"),
    "columns_added": ("这张表的标准列，原来没有，空着", "standard columns that were not there; they are blank"),
    "id_derived": (
        "原来没有编号，按这一行的内容生成；以后不要再改",
        "there was no id; it is derived from what the row says, and should stay",
    ),
    "merged_filled": ("合并单元格的内容，逐行写上", "what a merged cell said stands in each of its rows"),
    "number_from_text": ("写成真正的数字", "it is a real number now"),
    "year_assumed": ("没有写年份，按离本月最近的一年补上", "no year was given; it is the one nearest to the month"),
    "date_made_real": ("写成真正的日期", "it is a real date now"),
    "month_form": ("写成 年-月", "written as year-month"),
    "times_form": ("时段用标准写法，意思不变", "the times in standard words; they mean the same"),
    "list_form": ("用标准的分隔和写法", "standard separators and spelling"),
    "choice_form": ("用标准的选项", "the standard word of the list"),
    "group_name": ("人群用标准名称", "the standard name of the group"),
    "spelling": ("同一个名称有几种写法，统一成一种", "one name was spelled in several ways; it has one spelling now"),
    "plain_form": (
        "去掉多余的空格和看不见的字符，全角字符改成半角",
        "without stray spaces and invisible characters, in plain letters and digits",
    ),
    "phone_as_text": ("号码存成文本，不会丢位数", "the number is text now and keeps all its digits"),
    "stored_as_text": ("存成文本", "it is text now"),
    "setting_renamed": ("设置项用标准名称", "the setting has its standard name"),
    "setting_form": ("设置的值用标准写法", "the setting's value in standard form"),
    "title_left_out": ("表头上面的标题或说明，不是数据", "a title or a note above the header, no data"),
    "upper_header_left_out": (
        "两行表头的上面一行；只留下面一行，一列一个表头",
        "the upper row of a header of two rows; the lower one stays, one header a column",
    ),
    "header_left_out": ("又一次出现的表头，不是数据", "the header once more, no data"),
    "total_left_out": ("合计行，不是数据", "a total, no data"),
    "note_left_out": ("说明行，不是数据", "a note, no data"),
    "sample_left_out": ("示例行，不是数据", "a sample row, no data"),
    "row_left_out": (
        "只有序号，或没有认识的内容，不算数据",
        "a serial number alone, or nothing that is known: no data",
    ),
    "sheet_left_out": (
        "不是认识的数据表（如匹配结果、说明），共 {before} 行，没有带过来",
        "no known sheet of data (a result, instructions or the like); its {before:row|rows} stay behind",
    ),
    "not_tidied": ("留着等你来改：{problem}", "left for you to mend: {problem}"),
}
"""Notes by rule, in Chinese and in English; ``before`` is what stood there, ``problem`` why it could not be read and what to do."""

LOG_CUT: Mapping[str, str] = {
    "zh": "记录太长，还有 {count} 条没有列出",
    "en": "the log is too long: {count:entry is|entries are} not listed",
}
"""The last line of a log that had to be cut."""

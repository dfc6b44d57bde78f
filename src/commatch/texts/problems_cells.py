"""The words of problems of a single cell: what can't be read, and what was assumed in reading."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.texts.text import Text

__all__ = ["CELL_TEXTS"]

CELL_TEXTS: Mapping[str, Text] = {
    "required_blank": Text(
        "“{column}”没有填",
        "填上“{column}”，或删掉这一行",
        "{column} is blank",
        "fill in {column}, or delete the row",
    ),
    "bad_choice": Text(
        "“{column}”里的“{value}”不认识",
        "改成其中一个：{choices}",
        "{column}: '{value}' is not one of the values known",
        "write one of: {choices}",
    ),
    "bad_identifier": Text(
        "“{column}”里的“{value}”不是编号或名称，可能被表格软件改成了日期",
        "把这一格设成“文本”格式，再重新填",
        "{column}: '{value}' is no id or name; the spreadsheet may have turned it into a date",
        "format the cell as text and type it again",
    ),
    "phone_doubtful": Text(
        "“{column}”里的“{value}”有 {digits} 位数字，不像能打通的号码（手机 11 位；座机 7–8 位，前面可以有区号）",
        "核对一下，少了、多了数字就改；没有错就不必管",
        "{column}: '{value}' has {digits:digit|digits} and does not look like a number that can be rung (mobiles have 11; landlines 7 or 8 after the area code)",
        "check it, and correct it where a digit is missing or too many; else leave it",
    ),
    "lost_digits": Text(
        "“{column}”里的“{value}”位数太多，末尾的数字已经丢失",
        "把这一格设成“文本”格式，再重新填完整的号码",
        "{column}: '{value}' is too long for a number cell and has lost its last digits",
        "format the cell as text and type the whole number again",
    ),
    "bad_phone": Text(
        "“{column}”里的“{value}”不像电话号码",
        "改成号码，如 13800000000 或 021-50000000；没有就空着",
        "{column}: '{value}' does not look like a phone number",
        "write the number, such as 13800000000, or leave the cell blank",
    ),
    "bad_number": Text(
        "“{column}”里的“{value}”不是数字",
        "只写一个数字，如 2 或 1.5",
        "{column}: '{value}' is not a number",
        "write a number only, such as 2 or 1.5",
    ),
    "number_as_time": Text(
        "“{column}”这一格的格式是时间或日期，读不出是多少",
        "把单元格格式改成“常规”，再写一个数字，如 1.5",
        "the cell of {column} is formatted as a time or a date: no number can be read",
        "set the cell's format to General and write a number again, such as 1.5",
    ),
    "not_whole": Text(
        "“{column}”里的“{value}”不是整数",
        "改成整数，如 1、2、3",
        "{column}: '{value}' is not a whole number",
        "write a whole number, such as 1, 2 or 3",
    ),
    "negative": Text(
        "“{column}”里的“{value}”是负数",
        "改成 0 或更大的数",
        "{column}: '{value}' is negative",
        "write 0 or more",
    ),
    "out_of_range": Text(
        "“{column}”里的“{value}”超出范围",
        "改成范围内的数：{range}",
        "{column}: '{value}' is out of range",
        "write a number in the range {range}",
    ),
    "bad_date": Text(
        "“{column}”里的“{value}”看不出是哪一天",
        "改成 2026-12-05 或 12月5日 这样的日期",
        "{column}: '{value}' is not a date that can be read",
        "write it as 2026-12-05",
    ),
    "ambiguous_date": Text(
        "“{column}”里的“{value}”可能是不同的日子：{detail}",
        "写上年月日，如 2026-12-05",
        "{column}: '{value}' can mean several days: {detail}",
        "write year, month and day, such as 2026-12-05",
    ),
    "bad_month": Text(
        "“{column}”里的“{value}”看不出是哪个月",
        "改成 2026-12 这样的月份",
        "{column}: '{value}' is not a month that can be read",
        "write it as 2026-12",
    ),
    "bad_times": Text(
        "“{column}”里的“{detail}”看不懂",
        "改成“周二、周四下午；除12月5日”这样的写法；什么时间都行就空着",
        "{column}: '{detail}' can't be read",
        "write it like 'Tue, Thu afternoon; except 2026-12-05', or leave it blank for any time",
    ),
    "times_empty": Text(
        "“{value}”在 {month} 里一个半天也没有，这个月不会安排",
        "检查时段；确实没空就把状态改成“暂停”",
        "'{value}' gives not one half-day in {month}: nothing is planned here that month",
        "check the times; set the status to paused if that is meant",
    ),
    "bad_skills": Text(
        "“{column}”里的“{detail}”看不懂",
        "{counted}",
        "{column}: '{detail}' can't be read",
        "{counted}",
    ),
    "unclear_level": Text(
        "“{column}”里的“{detail}”可能是证书的级别，也可能是 1–5 的等级",
        "证书写进“资质”；等级写成“水电工:4”（能人）或“水电工≥4”（需求），5 最高",
        "{column}: '{detail}' may be the grade of a certificate, or a level from 1 to 5",
        "put certificates into checks; write a level as 'electrician:4' (helpers) or 'electrician≥4' (needs), 5 the best",
    ),
    "unnamed_bundle": Text(
        "“{column}”里的“{value}”没有说和谁合并",
        "要合成一个项目的几条需求，在这里写同一个名字，如“照明”；不合并就空着",
        "{column}: '{value}' does not say what to bundle the need with",
        "write the same name, such as 'lights', in every need of the bundle; leave the cell blank for none",
    ),
    "bad_yes_no": Text(
        "“{column}”里的“{value}”看不出是“是”还是“否”",
        "改成“是”或“否”",
        "{column}: '{value}' is neither yes nor no",
        "write yes or no",
    ),
    "bad_urgency": Text(
        "“{column}”里的“{value}”不是紧急程度",
        "改成 1–5，或 低 中 高 紧急 兜底",
        "{column}: '{value}' is not a degree of urgency",
        "write 1-5, or low, medium, high, urgent, must",
    ),
    "year_assumed": Text(
        "“{column}”里的“{value}”没有写全年份，按 {detail} 算",
        "不对的话写上年份",
        "{column}: '{value}' has no full year and is taken as {detail}",
        "write the year if that is wrong",
    ),
    "id_derived": Text(
        "没有编号，按内容生成了 {id}",
        "填上自己的编号，下个月才好对上",
        "there is no id; {id} was derived from the content",
        "give it an id of your own, so that it can be followed from month to month",
    ),
    "ids_derived": Text(
        "这张表没有编号列，{rows} 行的编号都按内容生成",
        "加一列“编号”，下个月才好对上",
        "the sheet has no column of ids; those of {rows:row|rows} were derived from their content",
        "add a column of ids, so that rows can be followed from month to month",
    ),
    "urgency_blank": Text(
        "紧急程度没有填{of_rows}，按“中”算",
        "填 1–5，或 低 中 高 紧急 兜底",
        "urgency is blank{of_rows} and taken as medium",
        "write 1-5, or low, medium, high, urgent, must",
    ),
    "hours_blank": Text(
        "每月工时没有填{of_rows}，按 {default} 小时算",
        "填上每月愿意出的小时数",
        "hours a month are blank{of_rows} and taken as {default}",
        "write the hours offered a month",
    ),
    "sessions_blank": Text(
        "每月场次没有填{of_rows}，按 {default} 场算",
        "填上每月能提供几场",
        "sessions a month are blank{of_rows} and taken as {default}",
        "write the sessions offered a month",
    ),
    "seats_blank": Text(
        "场地的容纳人数没有填{of_rows}，按 0 算，要座位的需求不会安排在这里",
        "填上最多能容纳多少人",
        "the venue's seats are blank{of_rows} and taken as 0: no need that asks for seats is put there",
        "write how many people it holds",
    ),
    "reusable_blank": Text(
        "没有写物资能不能重复使用{of_rows}，按“否”算",
        "填“是”（用完归还）或“否”（用掉就没有）",
        "it is not said whether the goods come back after use{of_rows}; taken as no",
        "write yes (given back after use) or no (used up)",
    ),
    "no_skills": Text(
        "没有写技能{of_rows}，不会安排任何需求",
        "填上会做什么，如“水电工:4、木工”",
        "no skills are written{of_rows}: no need will be given to them",
        "write what they can do, such as 'electrician:4, carpenter'",
    ),
    "no_services": Text(
        "没有写单位能提供的服务{of_rows}，不会安排任何需求",
        "填上能提供的服务，如“义诊；法律咨询”",
        "no services are written{of_rows}: no need will be given to the unit",
        "write what the unit offers, such as 'free clinic; legal advice'",
    ),
}

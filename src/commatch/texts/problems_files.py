"""The words of problems of files, sheets and headers."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.texts.text import Text

__all__ = ["FILE_TEXTS"]

FILE_TEXTS: Mapping[str, Text] = {
    "file_missing": Text(
        "找不到文件 {value}",
        "检查文件名和文件夹；名字里有空格时加上引号",
        "there is no file {value}",
        "check its name and folder; put quotes around a name with spaces",
    ),
    "file_is_folder": Text(
        "{value} 是文件夹，不是文件",
        "给出文件夹里的工作簿",
        "{value} is a folder, not a file",
        "give the workbooks that are in it",
    ),
    "file_unreadable": Text(
        "打不开文件 {value}",
        "在 Excel 或 WPS 里关掉它，或检查有没有读取权限",
        "the file {value} can't be opened",
        "close it in Excel or WPS, or check that you may read it",
    ),
    "file_twice": Text(
        "文件 {value} 给了两次，只读一次",
        "只给一次就行",
        "the file {value} was given twice and is read once",
        "giving it once is enough",
    ),
    "file_lock": Text(
        "{value} 是表格软件打开文件时留下的临时文件",
        "给出名字前面没有 ~$ 的那个文件",
        "{value} is what a spreadsheet program leaves beside an open file",
        "give the file whose name has no ~$ before it",
    ),
    "file_not_workbook": Text(
        "{value} 不是能读的工作簿",
        "用 Excel 或 WPS 另存为 .xlsx",
        "{value} is not a workbook that can be read",
        "save it as .xlsx with Excel or WPS",
    ),
    "file_empty": Text(
        "文件 {value} 是空的",
        "检查是不是给错了文件，或重新保存一次",
        "the file {value} is empty",
        "check that it is the right file, or save it again",
    ),
    "file_wrong_type": Text(
        "{value} 的后缀是 {extension}，内容却是 {actual}",
        "用 Excel 或 WPS 打开，另存为 .xlsx",
        "{value} is named {extension} but is {actual} inside",
        "open it with Excel or WPS and save it as .xlsx",
    ),
    "file_encrypted": Text(
        "{value} 有密码，读不了",
        "在 Excel 或 WPS 里去掉打开密码，再保存",
        "{value} is protected by a password",
        "take the password off in Excel or WPS and save it",
    ),
    "file_damaged": Text(
        "文件 {value} 已损坏",
        "用 Excel 或 WPS 打开修复，另存为 .xlsx；打不开就向发送人再要一份",
        "the file {value} is damaged",
        "open it with Excel or WPS to repair it and save it as .xlsx, or ask for it again",
    ),
    "file_encoding": Text(
        "看不出 {value} 的文字编码",
        "用 Excel 或 WPS 打开，另存为 .xlsx",
        "the text encoding of {value} is not known",
        "open it with Excel or WPS and save it as .xlsx",
    ),
    "file_too_large": Text(
        "文件 {value} 有 {size} MB，最多 {limit} MB",
        "删掉图片和用不到的工作表，或分成几个文件",
        "the file {value} has {size} MB; {limit} MB are the most",
        "take out pictures and sheets that are not needed, or split it",
    ),
    "file_unpacks_too_large": Text(
        "文件 {value} 展开后有 {size} MB，最多 {limit} MB，没有读",
        "检查文件来源；没有问题就把要用的内容复制到新工作簿",
        "the file {value} unpacks to {size} MB; {limit} MB are the most, so it was not read",
        "check where it comes from; if it is sound, copy what is needed into a new workbook",
    ),
    "file_ratio": Text(
        "文件 {value} 展开后是原来的 {times} 倍，不像平常的表格，没有读",
        "检查文件来源；没有问题就把要用的内容复制到新工作簿",
        "the file {value} unpacks to {times} times its size, which no usual workbook does, so it was not read",
        "check where it comes from; if it is sound, copy what is needed into a new workbook",
    ),
    "file_parts": Text(
        "文件 {value} 里有 {count} 个部件，最多 {limit} 个，没有读",
        "检查文件来源；没有问题就把要用的内容复制到新工作簿",
        "the file {value} is made of {count:part|parts}; {limit} are the most, so it was not read",
        "check where it comes from; if it is sound, copy what is needed into a new workbook",
    ),
    "sheet_too_long": Text(
        "工作表用到了第 {rows} 行，最多 {limit} 行",
        "删掉最后面多余的内容再保存；确实有这么多，就在 commatch.toml 里调高 limit_rows",
        "the sheet reaches to row {rows}; {limit} are the most",
        "delete what stands in the far rows and save it; if there are that many, raise limit_rows in commatch.toml",
    ),
    "sheet_too_large": Text(
        "工作表用到了 {value}，文件到这里共 {cells} 格，最多 {limit} 格",
        "删掉最后面那些空行空列里多余的内容再保存；确实有这么多，就在 commatch.toml 里调高 limit_cells",
        "the sheet reaches to {value}, {cells} cells of the file up to here; {limit} are the most",
        "delete what stands in the far rows and columns and save it; if there are that many, raise limit_cells in commatch.toml",
    ),
    "merge_too_large": Text(
        "工作表里合并了 {cells} 格，最多 {limit} 格",
        "取消过大的合并单元格，再保存",
        "{cells} cells of the sheet are merged; {limit} are the most",
        "undo the large merged ranges and save it",
    ),
    "unknown_sheet": Text(
        "工作表“{value}”不认识，没有读{saw}",
        "{maybe}要用的话改成认识的名称和表头，或在设置 sheet_aliases 里写“{value}=需求清单”这样的对照；不用就不必管",
        "the sheet '{value}' is not known and was not read{saw}",
        "{maybe}give it a known name and headers if it is to be used, or put a pair such as '{value}=needs' into the "
        "setting sheet_aliases; else leave it",
    ),
    "sheet_by_headers": Text(
        "工作表“{value}”按表头当作“{sheet}”",
        "不对的话把工作表改成正确的名称",
        "the sheet '{value}' is read as {sheet}, by its headers",
        "if that is wrong give the sheet its right name",
    ),
    "lone_column": Text(
        "“{sheet}”只有一列、没有表头，每一行都当作“{column}”来读",
        "不对的话在第一行加上表头",
        "{sheet} has one column and no header: each row is read as {column}",
        "if that is wrong put headers into the first row",
    ),
    "sheets_aside": Text(
        "这个文件里有 {count} 张表，看名称是匹配结果，没有读：{value}",
        "不必管；要当作数据就改成认识的名称，如“需求清单”“能人”",
        "{count:sheet|sheets} of this file left unread, results by the name: {value}",
        "nothing to do; to use one as data give it a known name, such as needs or helpers",
    ),
    "hidden_sheet": Text(
        "工作表“{value}”是隐藏的，也读了",
        "不用的话删掉它",
        "the sheet '{value}' is hidden and was read all the same",
        "delete it if it is not to be used",
    ),
    "no_header": Text(
        "工作表“{value}”的前 20 行里找不到“{sheet}”的表头",
        "在数据上面加一行表头，如：{expected}",
        "no header of {sheet} was found in the first 20 rows of the sheet '{value}'",
        "put a row of headers above the data, such as: {expected}",
    ),
    "missing_column": Text(
        "“{sheet}”里没有“{column}”这一列{saw}",
        "{maybe}把那一列的表头改成“{column}”，或在设置 header_aliases 里写“那一列的表头={column}”；真的没有就加上这一列",
        "{sheet} has no column {column}{saw}",
        "{maybe}name that column {column}, or put 'its header={column}' into the setting header_aliases; else add it",
    ),
    "duplicate_header": Text(
        "表头“{value}”出现了两次，另一处在 {other}",
        "删掉或改名其中一列",
        "the header '{value}' stands twice, also in {other}",
        "delete or rename one of the columns",
    ),
    "header_other_unit": Text(
        "表头“{value}”里的单位不是“{column}”用的单位，这一列没有读",
        "把这一列的数换算好（钱用元，工时用小时，步行用分钟），再把表头改成“{column}”",
        "the header '{value}' names another unit than {column} is in, so it was not read",
        "convert the numbers (money to yuan, hours to hours, walks to minutes), then name the header {column}",
    ),
    "header_like_known": Text(
        "表头“{value}”不认识，很像“{likely}”，没有当作这一列",
        "就是这一列的话，把表头改成“{likely}”",
        "the header '{value}' is not known; it looks like '{likely}' but was not read as it",
        "name it '{likely}' if it is that column",
    ),
    "header_taken_for": Text(
        "表头“{value}”当作“{likely}”读了",
        "对的话不必管，或把表头改成“{likely}”；不对就把表头改成别的，或在设置 header_aliases 里写明它是哪一列",
        "the header '{value}' was read as '{likely}'",
        "if that is right leave it, or name it '{likely}'; if not name it otherwise, or say in header_aliases which it is",
    ),
    "header_two_in_one": Text(
        "表头“{value}”下面一格里写了两样（{columns}），没有读",
        "分成两列：{columns}",
        "'{value}' holds two things in one cell ({columns}) and was not read",
        "part it into two columns: {columns}",
    ),
    "tables_split": Text(
        "这张工作表里有 {count} 张表，分开读了：{value}",
        "不对的话把它们分到各自的工作表里",
        "this sheet holds {count} tables, read one by one: {value}",
        "if that is wrong move them to sheets of their own",
    ),
    "kinds_mixed": Text(
        "工作表“{value}”里钱和物写在一起，分不开，没有读",
        "加一列“类型”，每行写“资金”或“物资”；或分成“资金”“物资”两张表",
        "the sheet '{value}' has money and goods mixed, which can't be told apart; it was not read",
        "add a column kind that says fund or goods in each row, or make it two sheets, funds and goods",
    ),
    "kind_of_row_unknown": Text(
        "“{column}”里的“{value}”不是资源的种类，这一行没有读",
        "改成其中一个：{choices}",
        "{column}: '{value}' is no kind of resource, so the row was not read",
        "write one of: {choices}",
    ),
    "serial_not_id": Text(
        "“{value}”在 {count} 张表里各数各的，没有当作编号，编号按内容生成",
        "不必管；要固定的编号就加一列“编号”，写上不重复的，如 H01",
        "'{value}' starts anew in each of {count} tables and was not taken for the id; ids are derived",
        "nothing to do; for lasting ids add a column of unique ones, such as H01",
    ),
    "extra_column": Text(
        "有 {count} 列不认识：{value}；保留，匹配时不用",
        "要用的话改成认识的表头（如 {expected}），或在设置 header_aliases 里写明；不用就不必管",
        "{count:column is|columns are} not known: {value}; kept, and not used for matching",
        "give them known headers if they are to be used (such as {expected}), or name them in header_aliases; else leave them",
    ),
    "column_without_header": Text(
        "有 {count} 列没有表头（{value}），匹配时不用",
        "填上表头，或删掉这些列",
        "{count:column has|columns have} no header and will not be used: {value}",
        "write their headers, or delete them",
    ),
    "hidden_columns": Text(
        "有 {count} 列是隐藏的（{value}），也读了",
        "不用的话删掉这些列",
        "{count:column is|columns are} hidden, but read all the same: {value}",
        "delete them if they are not to be used",
    ),
    "hidden_rows": Text(
        "有 {count} 行是隐藏或筛掉的（第 {value} 行），也读了",
        "不用的话删掉这些行",
        "{count:row is|rows are} hidden or filtered out, but read all the same (row numbers: {value})",
        "delete them if they are not to be used",
    ),
    "rows_without_data": Text(
        "有 {count} 行只有序号或没有认识的内容（第 {value} 行），没有读",
        "要用的话补上内容，不用就不必管",
        "{count:row holds|rows hold} nothing that is known, left out (row numbers: {value})",
        "fill them in if they are to be used, else leave them",
    ),
    "totals_left_out": Text(
        "“{value}”这一行是合计，没有读",
        "不必管；要当作数据就改掉“{value}”",
        "the row '{value}' is a total and was left out",
        "nothing to do; rename it if it is data",
    ),
    "sample_left_out": Text(
        "这一行的编号还带着“示例”（{value}），当作示例，没有读",
        "要算这一行，把编号改成自己的；不要就删掉这一行",
        "this row still has the id of a sample ({value}) and was left out",
        "to have it counted give it an id of its own, else delete the row",
    ),
    "note_left_out": Text(
        "“{value}”这一行是说明，没有读",
        "不必管；要当作数据就补全这一行",
        "the row '{value}' is a note and was left out",
        "nothing to do; fill in the whole row if it is data",
    ),
    "header_repeated": Text(
        "这一行又是表头（“{value}”），没有读",
        "不必管",
        "the header is repeated here ('{value}') and was left out",
        "nothing to do",
    ),
    "merged_filled": Text(
        "“{value}”列有合并单元格，每一行都按合并的内容算",
        "不对的话取消合并，逐行填写",
        "the column '{value}' has merged cells; their content holds for each of their rows",
        "if that is wrong unmerge them and fill in each row",
    ),
    "merged_hours": Text(
        "“{column}”的 {cells} 合并成了一格，里面只有一个“{value}”：看不出每一行是几小时",
        "取消合并，每个人的工时写在自己的那一行",
        "{column}: {cells} are one merged cell with one '{value}', which does not tell the hours of each row",
        "unmerge it, and type the hours of each into their own row",
    ),
    "same_as_above": Text(
        "“{column}”里写的是“{value}”，没有当作内容",
        "把上面那一格的内容写进来",
        "{column} says '{value}', which was not taken as a value",
        "write what the cell above says",
    ),
    "cell_error": Text(
        "“{column}”里是错误值 {value}",
        "改好公式，或直接写上值",
        "{column} holds the error {value}",
        "correct the formula, or write the value itself",
    ),
    "formula_without_value": Text(
        "“{column}”里的公式没有算出值",
        "用 Excel 或 WPS 打开并保存一次，或直接写上值",
        "the formula in {column} has no value",
        "open and save the file with Excel or WPS, or write the value itself",
    ),
}

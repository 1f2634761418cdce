"""Makes the workbooks of this folder: `python make.py` with openpyxl 3.1 and, for those of LibreOffice, `soffice` 7.4.

openpyxl writes types.xlsx, macintosh.xlsx and formulas.xlsx; LibreOffice reads them and writes office-*.xlsx, old.xls,
open.ods and guarded.xlsx.
"""

import subprocess
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = Path(__file__).parent


def types():
    book = Workbook()
    sheet = book.active
    sheet.title = "岗位"
    sheet.append(["区划代码", "姓名", "电话", "起", "在岗", "分数", "时刻", "富文本"])
    rich = CellRichText("吉钢", TextBlock(InlineFont(b=True), "社区"))
    sheet.append(["220211004001001", "王 强", "13843200001", date(2024, 2, 29), True, 3.25, datetime(2026, 3, 2, 14, 5, 30), rich])
    sheet.append([220211004001002, "=1+1 is text", "+86 138", date(1900, 1, 1), False, -7, None, "@x"])
    sheet["B3"].data_type = "s"
    sheet["H3"].data_type = "s"
    sheet.append(["合并", "A", None, None, None, None, None, None])
    sheet.append([None, "B"])
    sheet.merge_cells("A4:A5")
    sheet.append([])
    sheet.append(["隐藏行", "C"])
    sheet.row_dimensions[7].hidden = True
    sheet.cell(row=9, column=3, value=date(2026, 12, 31)).number_format = 'yyyy"年"m"月"d"日"'
    sheet.cell(row=9, column=4, value=0.5).number_format = '0.00" days"'
    hidden = book.create_sheet("藏")
    hidden.sheet_state = "hidden"
    hidden.append(["nothing"])
    book.save(HERE / "types.xlsx")


def macintosh():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([date(1904, 1, 2), date(2026, 3, 2), 100])
    book.save(HERE / "macintosh.xlsx")


def formulas():
    book = Workbook()
    sheet = book.active
    sheet.append([1, 2, "=A1+B1", '="a"&"b"', "=A1>B1", "=1/0", "=DATE(2026,3,2)"])
    sheet["G1"].number_format = "yyyy-mm-dd"
    book.save(HERE / "formulas.xlsx")


def office(name, kind, out):
    made = HERE / "office"
    subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", made, HERE / name], check=True, capture_output=True)
    (made / Path(name).with_suffix("." + kind.split(":")[0])).rename(HERE / out)
    made.rmdir()


types()
macintosh()
formulas()
office("types.xlsx", "xlsx", "office-types.xlsx")
office("formulas.xlsx", "xlsx", "office-formulas.xlsx")
office("types.xlsx", "xls", "old.xls")
office("types.xlsx", "ods", "open.ods")

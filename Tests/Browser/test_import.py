"""An administrator imports posts from a sheet: three bad rows, mended, imported; the same sheet again changes nothing.

The sheets are written and read by openpyxl, which nobody here wrote.
"""

import io
from datetime import datetime

import pytest
import requests
from openpyxl import Workbook, load_workbook

from looks import check_page
from people import Client, file, today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLES = ["区划代码", "岗位", "楼栋", "姓名", "电话", "任职起", "任职止", "我的备注"]


# Whoever sits there in the demo city has done so for a month at least.
TODAY = today()


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def site(request, site):
    """Sheets are read and written alike on both engines."""
    return site if request.param == "sqlite" else request.getfixturevalue("site_on_postgres")


def opened(content, title=None):
    book = load_workbook(io.BytesIO(content))
    return book[title] if title else book.worksheets[0]


def put(cell, value):
    """openpyxl takes a text that begins with = for a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def written(rows, titles=TITLES):
    book = Workbook()
    book.active.append(titles)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            put(book.active.cell(number, column), value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def exported(site, account, subject="posts", **query):
    answer = Client(site, account).get(f"/exports/{subject}", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == XLSX
    return answer.content


def building_chiefs(site):
    """A few posts of building chiefs, as the export has them: code of the grid, building."""
    sheet = opened(exported(site, "admin"))
    titles = {cell.value: index for index, cell in enumerate(sheet[1])}
    chiefs = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[titles["岗位"]] == "楼栋长"]
    return [(row[titles["区划代码"]], row[titles["楼栋"]]) for row in chiefs]


@pytest.fixture(scope="module")
def homes(site):
    return building_chiefs(site)[100:106]


def rows(homes, good):
    """Six rows; unless they are good, three are bad."""
    (code, house), *others = homes
    return [
        [code, "楼栋长", house, "=赵一", "13843210001", TODAY, None, "x"],
        [int(others[0][0]), "楼栋长", others[0][1], "钱二", 13843210002, TODAY.isoformat(), None, None],
        [others[1][0] if good else "999999999999999", "楼栋长", others[1][1], "孙三", None, None, None, None],
        [others[2][0], "楼栋长" if good else "厨师长", others[2][1], "李四", None, datetime(TODAY.year, TODAY.month, TODAY.day), None, None],
        [others[3][0], "楼栋长", others[3][1], "周五", "13843210005" if good else "12", TODAY, None, None],
        [others[4][0], "楼栋长", others[4][1], "吴六", None, TODAY, f"{TODAY.year + 1}年12月31日", None],
    ]


def upload(page, content, name="posts.xlsx"):
    page.goto("/imports/posts")
    page.locator("input[type=file]").set_input_files(file(content, name, XLSX))
    page.get_by_role("button", name="上传并检查").click()
    page.wait_for_load_state()


def fact(page, name):
    return page.locator(f"dt:text-is('{name}') + dd").inner_text()


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_three_bad_rows_are_mended_and_imported(site, visit, sign_in, homes, screen):
    if screen == "phone":
        homes = [home for home in building_chiefs(site)[200:206]]
    page = visit(screen)
    sign_in(page, "admin")
    page.goto("/posts")
    page.get_by_role("link", name="表格导入导出").click()
    check_page(page, f"import-start-{screen}")

    upload(page, written(rows(homes, good=False)))
    assert (fact(page, "读到的行"), fact(page, "要改的地方"), fact(page, "没有读的列")) == ("6", "3", "我的备注")
    told = page.locator("#problems tbody tr")
    assert [told.nth(index).locator("th, td").nth(2).inner_text() for index in range(3)] == ["4", "5", "6"]
    assert "没有这个区域，或不归您管" in told.nth(0).inner_text()
    assert "没有“厨师长”这种岗位" in told.nth(1).inner_text()
    assert "不像电话号码" in told.nth(2).inner_text()
    assert page.get_by_role("button", name="导入这").count() == 0
    check_page(page, f"import-problems-{screen}")

    with page.expect_download() as loaded:
        page.get_by_role("link", name="下载带标注的表").click()
    marked = opened(loaded.value.path().read_bytes())
    assert marked.cell(1, 9).value == "要改的地方"
    assert [bool(marked.cell(row, 9).value) for row in range(2, 8)] == [False, False, True, True, True, False]

    # Mended in the marked sheet itself, which still has its column of problems.
    for number, values in enumerate(rows(homes, good=True), start=2):
        for column, value in enumerate(values, start=1):
            put(marked.cell(number, column), value)
    mended = io.BytesIO()
    marked.parent.save(mended)
    upload(page, mended.getvalue())
    assert fact(page, "要改的地方") == "0"
    check_page(page, f"import-ready-{screen}")
    page.get_by_role("button", name="导入这 6 行").click()
    page.wait_for_load_state()
    assert page.get_by_role("status").inner_text().startswith("已导入，改动 6 行")
    check_page(page, f"import-done-{screen}")

    upload(page, mended.getvalue())
    assert "不需要导入" in page.locator("main").inner_text()
    assert (fact(page, "不变"), fact(page, "新增"), fact(page, "改动")) == ("6", "0", "0")
    check_page(page, f"import-nothing-{screen}")


def test_the_template_and_the_export_open_in_openpyxl_with_the_right_types(site):
    answer = Client(site, "admin").get("/imports/posts/template", headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.text
    book = load_workbook(io.BytesIO(answer.content))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][:3] == ["Area code", "Area", "Post"]
    assert sheet.freeze_panes == "A2"
    lists = sheet.data_validations.dataValidation
    assert [rule.type for rule in lists] == ["list"] and str(lists[0].sqref).startswith("C2")
    assert sheet["A1"].comment is not None
    assert book.worksheets[1].max_row > 20
    assert book.worksheets[2].sheet_state == "hidden"

    sheet = opened(exported(site, "desk-street"))
    titles = {cell.value: index for index, cell in enumerate(sheet[1])}
    for row in sheet.iter_rows(min_row=2):
        code = row[titles["区划代码"]]
        assert isinstance(code.value, str) and code.number_format == "@" and code.data_type in ("s", "inlineStr")
        assert row[titles["姓名"]].data_type != "f"
        if row[titles["任职起"]].value is not None:
            assert isinstance(row[titles["任职起"]].value, datetime)
        phone = row[titles["电话"]].value
        assert phone is None or "*" in phone


@pytest.mark.parametrize(
    ("subject", "numbers", "texts"),
    [
        ("buildings", ["单元数", "户数", "经度", "纬度"], ["网格代码", "地址"]),
        ("estates", ["户数"], ["社区代码"]),
        ("venues", ["经度", "纬度"], ["区域代码", "电话"]),
    ],
)
def test_counts_and_degrees_are_numbers_and_codes_are_text(site, subject, numbers, texts):
    sheet = opened(exported(site, "admin", subject))
    titles = {cell.value: index for index, cell in enumerate(sheet[1])}
    seen = set()
    for row in sheet.iter_rows(min_row=2):
        for title in numbers + texts:
            cell = row[titles[title]]
            if cell.value is None:
                continue
            seen.add(title)
            if title in numbers:
                assert isinstance(cell.value, (int, float)) and cell.number_format == "General", (title, cell.value)
            else:
                assert isinstance(cell.value, str) and cell.number_format == "@", (title, cell.value)
    assert seen >= set(numbers)
    # What somebody fills in later is taken alike.
    empty = opened(Client(site, "admin").get(f"/imports/{subject}/template").content)
    formats = {cell.value: empty.column_dimensions[cell.column_letter].number_format for cell in empty[1]}
    assert {formats[title] for title in numbers} == {"General"} and formats[texts[0]] == "@"


def test_an_export_comes_back_without_a_change(site):
    clerk = Client(site, "desk-street")
    answer = clerk.post_file("/imports/posts", exported(site, "desk-street"))
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert (body["problem_count"], body["added"] + body["changed"] + body["ended"]) == (0, 0)
    assert body["unchanged"] == body["rows"] > 100


def test_by_json_with_a_condition_and_only_within_reach(site):
    clerk = Client(site, "desk-street")
    code, house = building_chiefs(site)[300]
    content = written([[code, "楼栋长", house, "郑七", None, TODAY.isoformat(), None, None]])
    kept = clerk.post_file("/imports/posts", content).json()
    path = f"/imports/posts/{kept['id']}"
    assert kept["is_ready"] and kept["changes"][0]["kind"] in ("added", "changed")
    assert clerk.post(f"{path}/confirmation").status_code == 428
    assert clerk.post(f"{path}/confirmation", headers={"If-Match": '"9"'}).status_code == 412
    # Another account's upload, and none, look alike.
    assert Client(site, "admin").get(path).status_code == 404
    assert clerk.get("/imports/posts/77").status_code == 404
    tag = clerk.get(path).headers["ETag"]
    done = clerk.post(f"{path}/confirmation", headers={"If-Match": tag, "Idempotency-Key": "once-and-only"})
    assert (done.status_code, done.json()["state"]) == (200, "done")
    again = clerk.post(f"{path}/confirmation", headers={"If-Match": tag, "Idempotency-Key": "once-and-only"})
    assert (again.status_code, again.text) == (200, done.text)
    assert clerk.post(f"{path}/confirmation", headers={"If-Match": done.headers["ETag"]}).status_code == 409
    assert clerk.get(f"{path}/marked").status_code == 409
    assert Client(site, "grid").get("/exports/posts").status_code == 403


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        (b"PK\x03\x04" + bytes(100), "损坏"),
        (b"%PDF-1.7", "不是表格"),
        (b"<html></html>", "网页"),
        ("甲,乙\n".encode(), "列名"),
    ],
)
def test_hostile_files_are_refused_in_words(site, content, said):
    answer = Client(site, "admin").post_file("/imports/posts", content, headers={"Accept-Language": "zh-CN"})
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert said in answer.text


def test_a_file_of_200_mb_is_refused(site):
    def body():
        yield b'--x\r\nContent-Disposition: form-data; name="sheet"; filename="a.xlsx"\r\n\r\n'
        for _ in range(200):
            yield bytes(1 << 20)

    admin = Client(site, "admin")
    try:
        answer = admin.session.post(
            site.url("/api/v1/imports/posts"), data=body(), headers={"Content-Type": "multipart/form-data; boundary=x"}, timeout=60
        )
    except requests.exceptions.ConnectionError:
        # It hung up while we were still sending.
        return
    assert answer.status_code == 413

"""An administrator registers an estate with a building and its units, changes them, brings buildings in from a sheet, and opens a venue that
a resident finds open."""

import io
import re
from datetime import timedelta

import pytest
from openpyxl import Workbook, load_workbook

from looks import check_page
from people import Client, file, today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TODAY = today()
NEXT_MONTH = (TODAY.replace(day=1) + timedelta(days=32)).replace(day=1)


class Town:
    """A community with its first estate, and a building of it."""

    def __init__(self, site):
        self.site = site
        self.client = Client(site, "admin")
        estate = self.client.list("/estates")[0]
        self.community = estate["area"]
        self.estate = estate["id"]
        self.building = self.client.list(f"/buildings?estate={self.estate}")[0]

    def show(self, path):
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture(scope="module")
def town(site):
    return Town(site)


@pytest.fixture(scope="module")
def town_on_postgres(site_on_postgres):
    return Town(site_on_postgres)


def send(page, form):
    page.locator(f"{form} button.primary, {form} button[type=submit]").first.click()
    page.wait_for_load_state()


def number(page):
    return re.search(r"/(\d{9,})", page.url)[1]


def register_estate(page, town, name):
    page.goto(f"/estates?area={town.community}")
    page.get_by_role("link", name="登记小区").click()
    check_page(page, f"estates-{name}-1-new")
    form = "form[action='/estates']"
    assert page.locator(f"{form} select[name=area]").input_value() == town.community
    page.locator(f"{form} label:has(input[value=no_company])").click()
    page.locator(f"{form} select[name=mode]").select_option("company")
    page.locator(f"{form} input[name=name]").fill(name)
    send(page, form)
    # A mark that says there is no company, and a mode that says there is one: the form comes back as it was filled in.
    assert page.locator(".error").count() == 1 and page.locator(f"{form} input[name=name]").input_value() == name
    check_page(page, f"estates-{name}-2-refused")
    page.locator(f"{form} select[name=mode]").select_option("none")
    send(page, form)
    assert page.locator("h1").inner_text() == name
    check_page(page, f"estates-{name}-3-made")
    return number(page)


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_an_estate_is_registered_with_a_building_on_the_map_and_managed_otherwise_from_next_month_on(visit, sign_in, town, screen):
    register(visit, sign_in, town, screen)


def test_an_estate_is_registered_on_postgres_too(visit, sign_in, town_on_postgres):
    register(visit, sign_in, town_on_postgres, "phone")


def register(visit, sign_in, town, screen):
    page = visit(screen, at=town.site)
    sign_in(page, "admin")
    name = f"新苑{screen}"
    estate = register_estate(page, town, name)

    page.locator("#buildings a.button").click()
    box = page.locator(".map-box").bounding_box()
    page.locator(".map-box path").first.wait_for()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert float(page.locator("input[name=longitude]").input_value()) > 100
    page.locator("input[name=name]").fill(f"{name} 1 号楼")
    page.locator("input[name=units]").fill("2")
    check_page(page, f"estates-{screen}-4-building")
    send(page, "form[action='/buildings']")
    building = number(page)
    made = town.show(f"/buildings/{building}")
    assert [unit["number"] for unit in made["units"]] == [1, 2] and len(made["codes"]) == 3
    assert made["building"]["estate"] == estate and made["chain"][-1]["level"] == "grid"
    check_page(page, f"estates-{screen}-5-building-made")

    page.get_by_role("link", name="修改").click()
    form = f"form[action='/buildings/{building}/description']"
    page.locator(f"{form} input[name=name]").fill(f"{name} 甲号楼")
    page.locator(f"{form} input[name=households]").fill("24")
    send(page, form)
    assert f"{name} 1 号楼" in page.locator("main").inner_text()
    assert town.show(f"/buildings/{building}")["building"]["former_name"] == f"{name} 1 号楼"

    page.get_by_role("link", name="修改").click()
    page.locator("details", has_text="2 单元").locator("summary").click()
    form = f"form[action='/buildings/{building}/units/2/end']"
    page.locator(f"{form} input[name=day]").fill((TODAY + timedelta(days=11 * 366)).isoformat())
    send(page, form)
    assert page.locator(f"{form} .error").is_visible()
    check_page(page, f"estates-{screen}-6-unit-refused")
    page.locator(f"{form} input[name=day]").fill(TODAY.isoformat())
    # What is registered today has been there since ever unless somebody said so: its unit may end today.
    send(page, form)
    units = town.show(f"/buildings/{building}")["units"]
    assert [(unit["number"], unit["valid_until"]) for unit in units] == [(1, None), (2, TODAY.isoformat())]

    page.goto(f"/estates/{estate}/edit")
    page.locator("details", has_text="从某一天起换一种管理模式").locator("summary").click()
    form = f"form[action='/estates/{estate}/modes']"
    page.locator(f"{form} select[name=mode]").select_option("company")
    page.locator(f"{form} input[name=from]").fill(NEXT_MONTH.isoformat())
    check_page(page, f"estates-{screen}-7-mode")
    send(page, form)
    view = town.show(f"/estates/{estate}")
    assert view["estate"]["mode"] == "none"
    assert [(span["mode"], span["valid_from"]) for span in view["modes"]][0] == ("company", NEXT_MONTH.isoformat())
    check_page(page, f"estates-{screen}-8-managed")


def test_a_building_with_posts_does_not_end_until_somebody_says_where_they_go(visit, sign_in, own_site):
    # On a site of its own: where other tests have moved a building today, it can end tomorrow at the earliest.
    town = Town(own_site.start())
    building = town.client.list(f"/buildings?estate={town.estate}")[-1]["id"]
    page = visit("phone", at=own_site)
    sign_in(page, "admin")
    page.goto(f"/buildings/{building}/edit")
    page.locator("details", has_text="楼已经拆了").locator("summary").click()
    form = f"form[action='/buildings/{building}/end']"
    send(page, form)
    assert "个岗位" in page.locator(f"{form} .error").inner_text()
    check_page(page, "estates-phone-end-refused")
    page.locator(f"{form} select[name=goes_to]").select_option("grid")
    send(page, form)
    assert town.show(f"/buildings/{building}")["building"]["valid_until"] == TODAY.isoformat()
    check_page(page, "estates-phone-ended")
    assert page.goto(f"/doors/{building}").status == 404


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_building_and_an_estate_are_planned_to_end_are_said_to_everywhere_and_are_kept_after_all(visit, sign_in, town, screen):
    page = visit(screen)
    sign_in(page, "admin")
    building = town.client.list(f"/buildings?estate={town.estate}")[1]["id"]
    page.goto(f"/buildings/{building}/edit")
    page.locator("details", has_text="楼已经拆了").locator("summary").click()
    form = f"form[action='/buildings/{building}/end']"
    page.locator(f"{form} input[name=day]").fill(NEXT_MONTH.isoformat())
    page.locator(f"{form} select[name=goes_to]").select_option("grid")
    check_page(page, f"estates-{screen}-end-1-plan")
    send(page, form)
    assert "这栋楼将于" in page.locator("main").inner_text()
    check_page(page, f"estates-{screen}-end-2-planned")
    view = town.show(f"/buildings/{building}")
    assert view["building"]["valid_until"] is None
    assert view["ends"] == [{"unit": None, "day": NEXT_MONTH.isoformat(), "goes_to": None, "put_off_from": None}]
    assert town.client.get(f"/doors/{building}?on={NEXT_MONTH - timedelta(days=1)}").status_code == 200
    assert town.client.get(f"/doors/{building}?on={NEXT_MONTH}").status_code == 404
    page.goto(f"/buildings?estate={town.estate}")
    assert "注销" in page.locator("tr", has=page.locator(f"a[href='/buildings/{building}']")).inner_text()
    check_page(page, f"estates-{screen}-end-3-listed")

    page.goto(f"/estates/{town.estate}/edit")
    page.locator("details", has_text="撤销这个小区").locator("summary").click()
    form = f"form[action='/estates/{town.estate}/end']"
    page.locator(f"{form} input[name=day]").fill(NEXT_MONTH.isoformat())
    page.locator(f"{form} select[name=buildings_to]").select_option("none")
    send(page, form)
    assert "这个小区将于" in page.locator("main").inner_text()
    check_page(page, f"estates-{screen}-end-4-estate")
    assert town.show(f"/estates/{town.estate}")["ends"] == NEXT_MONTH.isoformat()

    for path in (f"/estates/{town.estate}", f"/buildings/{building}"):
        page.goto(f"{path}/edit")
        check_page(page, f"estates-{screen}-end-5-{path.split('/')[1]}")
        send(page, f"form[action='{path}/end/withdrawal']")
        assert "将于" not in page.locator("main").inner_text()
    assert town.show(f"/buildings/{building}")["ends"] == []


TITLES = ["地址", "网格", "小区", "单元数", "经度", "纬度"]


def sheet_of(rows):
    book = Workbook()
    book.active.append(TITLES)
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(page, rows):
    page.locator("input[type=file]").set_input_files(file(sheet_of(rows), "buildings.xlsx", XLSX))
    page.locator("form[enctype] button[type=submit]").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_sheet_of_buildings_with_errors_is_mended_and_brought_in_and_changes_nothing_again(visit, sign_in, town, screen):
    page = visit(screen)
    sign_in(page, "admin")
    page.goto("/buildings")
    page.get_by_role("link", name="用表格登记").click()
    check_page(page, f"estates-{screen}-sheet-1")
    east, north = town.building["longitude"], town.building["latitude"]
    estate = town.show(f"/estates/{town.estate}")["estate"]["name"]
    name = f"表里的楼{screen}"
    rows = [[f"{name} 1 号楼", None, estate, 2, east, north], [f"{name} 2 号楼", None, "没有的小区", 3, east, north],
            [f"{name} 3 号楼", None, None, 900, east, north], [f"{name} 4 号楼", None, None, 1, "东边", north]]
    upload(page, rows)
    assert page.locator("#problems tbody tr").count() == 3
    check_page(page, f"estates-{screen}-sheet-2-problems")
    with page.expect_download() as download:
        page.locator("a[href$='/marked']").click()
    marked = load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets[0]
    assert all(marked.cell(row, len(TITLES) + 1).value for row in (3, 4, 5))
    before = len(town.client.list(f"/buildings?q={name}&limit=200"))
    assert before == 0
    rows[1][2], rows[2][3], rows[3][4] = estate, 9, east
    page.goto("/imports/buildings")
    upload(page, rows)
    page.locator("form[action$='/confirmation'] button").click()
    page.wait_for_load_state()
    check_page(page, f"estates-{screen}-sheet-3-done")
    made = town.client.list(f"/buildings?q={name}&limit=200")
    assert sorted(row["units"] for row in made) == [1, 2, 3, 9]
    page.goto("/imports/buildings")
    upload(page, rows)
    assert not page.locator("form[action$='/confirmation']").count() and not page.locator("#problems").count()


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_venue_is_opened_with_its_hours_and_a_resident_sees_it_open(visit, sign_in, town, screen):
    page = visit(screen)
    sign_in(page, "admin")
    page.goto(f"/venues?area={town.community}")
    page.get_by_role("link", name="开设站点").click()
    form = "form[action^='/venues']"
    name = f"江畔驿站{screen}"
    page.locator(f"{form} select[name=kind]").select_option("red_station")
    page.locator(f"{form} input[name=name]").fill(name)
    page.locator(f"{form} input[name=address]").fill("江畔花园 3 号楼一层")
    page.locator(f"{form} input[name=longitude]").fill(str(town.building["longitude"]))
    page.locator(f"{form} input[name=latitude]").fill(str(town.building["latitude"]))
    page.locator(f"{form} textarea[name=loans]").fill("雨伞 20 把\n轮椅 2 辆")
    for day in (6, 7):
        page.locator(f"{form} label:has(input[name=days_1][value='{day}'])").click()
    for field in ("open_again_1", "close_again_1"):
        page.locator(f"{form} input[name={field}]").fill("")
    page.locator(f"{form} input[name=open_1]").fill("12:00")
    page.locator(f"{form} input[name=close_1]").fill("08:00")
    page.locator(f"{form} input[name=follows_calendar]").uncheck()
    send(page, form)
    assert page.locator(".error").count() == 1 and page.locator(f"{form} input[name=days_1][value='7']").is_checked()
    check_page(page, f"venues-{screen}-1-refused")
    page.locator(f"{form} input[name=open_1]").fill("00:00")
    page.locator(f"{form} input[name=close_1]").fill("23:59")
    send(page, form)
    venue = number(page)

    resident = visit(screen)
    resident.goto("/venues?q=" + name)
    resident.locator(f"a[href='/venues/{venue}']").click()
    assert "正在开放" in resident.locator("main").inner_text() and "雨伞 20 把" in resident.locator("main").inner_text()
    assert not resident.locator(f"a[href='/venues/{venue}/edit']").count()
    check_page(resident, f"venues-{screen}-2-resident")

    page.goto(f"/venues/{venue}/edit")
    form = f"form[action='/venues/{venue}/description']"
    page.locator(f"{form} input[name=exception_day]").fill(TODAY.isoformat())
    check_page(page, f"venues-{screen}-3-edit")
    send(page, form)
    resident.reload()
    assert "正在开放" not in resident.locator("main").inner_text()
    page.goto(f"/venues/{venue}/edit")
    page.locator("details", has_text="撤销这个站点").locator("summary").click()
    page.locator(f"form[action='/venues/{venue}/end'] button[type=submit]").click()
    page.wait_for_load_state()
    resident.reload()
    assert "已经撤销" in resident.locator("main").inner_text()
    check_page(resident, f"venues-{screen}-4-gone")

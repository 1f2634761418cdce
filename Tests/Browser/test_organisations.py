"""An administrator keeps the register of bodies: fills a gap of the chain, is told what is wrong, plans a change, and writes who leads."""

import re

import pytest

from looks import check_page
from people import Client


@pytest.fixture
def admin(site):
    return Client(site, "admin")


def coverage(admin, link):
    return next(row for row in admin.get("/completeness").json()["links"] if row["link"] == link)


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_missing_link_is_set_up_from_the_list(visit, sign_in, admin, screen, scripts):
    before = coverage(admin, "party_grid")
    page = visit(screen, java_script_enabled=scripts)
    sign_in(page, "admin")
    page.goto("/completeness")
    page.locator(f"a[href^='/completeness/party_grid?part=missing']").first.click()
    rows = page.locator("tbody tr")
    assert rows.count() == min(50, before["missing"])
    if screen == "phone":
        area = page.locator("tbody a.what").first.get_attribute("href").rsplit("/", 1)[1]
        page.goto(f"/organisations/new?kind=party_group_grid&area={area}")
    else:
        page.locator("tbody a[href^='/organisations/new']").first.click()
    name = page.locator("#name").input_value()
    assert name and page.locator("#parent option:checked").get_attribute("value")
    page.fill("#name", "")
    page.fill("#short_name", "试点小组")
    page.locator("main form[method=post] button").click()
    assert page.locator("#name-error").is_visible() and page.locator("#short_name").input_value() == "试点小组"
    if scripts:
        check_page(page, f"organisation-refused-{screen}")
    page.fill("#name", f"{name}（{screen}{scripts}）")
    page.fill("#credit_code", "91350100M000100Y44")
    page.locator("main form[method=post] button").click()
    assert re.search(r"/organisations/\d+$", page.url)
    assert "代码待核对" in page.locator("main").inner_text() and "校验码不符" in page.locator("main").inner_text()
    assert page.locator(".crumbs li").count() >= 5
    after = coverage(admin, "party_grid")
    assert (after["covered"], after["missing"]) == (before["covered"] + 1, before["missing"] - 1)


def test_a_new_name_waits_for_its_day_and_a_body_with_others_below_needs_a_successor(visit, sign_in, admin):
    body = admin.list("/organisations?kind=party_committee_community")[0]
    page = visit("desk")
    sign_in(page, "admin")
    page.goto(f"/organisations/{body['id']}/edit")
    page.get_by_text("改名称", exact=True).first.click()
    page.fill("#rename-name", "改名后的社区党委")
    page.fill("#rename-from", "2099-01-01")
    page.locator("form[action$='/name'] button").click()
    assert page.locator("h1").inner_text() == body["name"]
    assert "2099年1月1日" in page.locator("#history").inner_text()
    page.goto(f"/organisations/{body['id']}?day=2099-01-01")
    assert page.locator("h1").inner_text() == "改名后的社区党委"
    page.goto(f"/organisations/{body['id']}/edit")
    assert "改名为改名后的社区党委" in page.locator("#plans").inner_text()
    check_page(page, "organisation-plans")
    page.locator("#plans").get_by_role("button", name="收回").click()
    assert "2099年1月1日" not in page.locator("#history").inner_text()
    page.goto(f"/organisations/{body['id']}/edit")
    page.get_by_role("link", name="撤销或并入", exact=True).click()
    assert "还有下级组织" in page.locator(".wrongs").inner_text()
    assert page.locator("main form[method=post]").count() == 0
    check_page(page, "organisation-dissolve-refused")


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_unit_is_merged_into_another_with_what_it_has_and_the_plan_is_taken_back(visit, sign_in, admin, screen):
    units = admin.list("/organisations?kind=public_unit&limit=200")
    unit, successor = next((one, other) for one in units for other in units if one["id"] != other["id"] and one["area"] == other["area"])
    page = visit(screen)
    sign_in(page, "admin")
    page.goto(f"/organisations/{unit['id']}/dissolution?from=2098-05-01")
    before = page.locator("#loads").inner_text()
    needs = "要选一个承接的组织" in page.locator("main").inner_text()
    assert needs == ("件办理中的事项" in before)
    page.select_option("#successor", successor["id"])
    page.get_by_role("button", name="看会动到什么").click()
    assert f"转给{successor['name']}" in page.locator("#loads").inner_text()
    check_page(page, f"organisation-merge-{screen}")
    page.get_by_role("button", name=f"把{unit['name']}并入{successor['name']}").click()
    assert "2098年5月1日" in page.locator("main").inner_text()
    assert admin.get(f"/organisations/{unit['id']}").json()["valid_until"] == "2098-05-01"
    page.goto(f"/organisations/{unit['id']}/edit")
    assert f"从2098年5月1日起并入{successor['name']}" in page.locator("#plans").inner_text()
    page.locator("#plans").get_by_role("button", name="收回").click()
    assert admin.get(f"/organisations/{unit['id']}").json()["valid_until"] is None


def test_chains_that_lack_a_link_are_listed_and_add_up(visit, sign_in, admin):
    page = visit("desk")
    sign_in(page, "admin")
    page.goto("/completeness")
    page.get_by_role("link", name="逐条查链条").click()
    counts = [int(count.replace(",", "")) for count in page.locator("main nav.views").nth(1).locator("b").all_inner_texts()]
    assert counts[0] + counts[1] == counts[2] > 0
    assert len(admin.list("/chains?limit=200")) == min(200, counts[0])
    assert page.locator("tbody tr").count() == min(50, counts[0])
    check_page(page, "organisation-chains")
    page.get_by_role("link", name="横向到边").click()
    assert page.locator("tbody tr").count() > 0
    check_page(page, "organisation-chains-horizontal")


def test_a_chart_that_does_not_fit_one_page_opens_by_its_parts(visit, sign_in, admin):
    top = admin.list("/organisations?kind=party_committee_city")[0]
    page = visit("desk")
    sign_in(page, "admin")
    seen, waiting = set(), [f"/organisations/{top['id']}/chart"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        assert page.goto(path).status == 200
        waiting += [link.get_attribute("href") for link in page.locator(".chart-opening a, .tree-page > p a").all()][:3]
    assert len(seen) >= 1
    page.goto(f"/organisations/{top['id']}/chart")
    check_page(page, "organisation-chart-city")


def test_two_who_change_the_same_body_do_not_overwrite_each_other(admin):
    body = admin.get(f"/organisations/{admin.list('/organisations?kind=social_organisation')[0]['id']}")
    path, tag = f"/organisations/{body.json()['id']}/name", body.headers["ETag"]
    assert admin.post(path, {"name": "甲"}).status_code == 428
    assert admin.post(path, {"name": "甲"}, headers={"If-Match": tag}).status_code == 200
    assert admin.post(path, {"name": "乙"}, headers={"If-Match": tag}).status_code == 412


def test_dispatch_names_who_leads_and_who_supports(visit, sign_in, site, admin):
    desk = Client(site, "desk-community")
    matter = desk.list("/matters?open=yes&category=corridor&state=collected&limit=1") or desk.list("/matters?open=yes&state=collected&limit=1")
    matter = matter[0]
    category = desk.get(f"/matters/{matter['id']}").json()["category"]
    area = desk.area()
    page = visit("desk")
    sign_in(page, "admin")
    page.goto("/territorial-duties/new")
    page.locator("main form[method=post] button").click()
    assert page.locator(".wrongs a").count() >= 3
    check_page(page, "territorial-refused")
    page.fill("#area", str(area))
    page.fill("#title", "楼道堆物清理")
    page.select_option("#category", category)
    page.select_option("#lead", "post:grid_leader")
    page.locator("input[name=supports][value='named:property']").check()
    page.fill("#basis", "街道清单第三条")
    page.locator("main form[method=post] button").click()
    assert page.locator("h1").inner_text() == "楼道堆物清理"
    check_page(page, "territorial-line")
    staff = visit("desk")
    sign_in(staff, "desk-community")
    staff.goto(f"/matters/{matter['id']}")
    told = staff.locator("main").inner_text()
    assert "按属地管理事项清单" in told and "街道清单第三条" in told and "物业" in told


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_the_pages_of_bodies_are_in_order(visit, sign_in, admin, screen):
    def first(query):
        return admin.list(f"/organisations?{query}")[0]["id"]

    page = visit(screen)
    sign_in(page, "admin")
    group, street = first("kind=task_group"), first("kind=party_working_committee&q=沿丰")
    for name, path in {
        "list": "/organisations?family=party&missing=holder", "group": f"/organisations/{group}", "group-edit": f"/organisations/{group}/edit",
        "chart": f"/organisations/{street}/chart", "completeness": "/completeness", "link": "/completeness/commission_district",
        "new": "/organisations/new", "territorial": "/territorial-duties", "levels": "/level-duties", "powers": "/street-powers", "power-new": "/street-powers/new",
    }.items():
        assert page.goto(path).status == 200, path
        check_page(page, f"organisations-{name}-{screen}")


def test_a_printed_chart_has_no_bar_and_fits_the_paper(visit, sign_in, admin):
    page = visit("desk")
    sign_in(page, "admin")
    street = admin.list("/organisations?kind=party_working_committee&q=沿丰")[0]["id"]
    page.goto(f"/organisations/{street}/chart")
    page.emulate_media(media="print")
    assert not page.locator(".docbar").is_visible()
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF") and page.locator("svg.tree-drawing").count() >= 1


@pytest.mark.parametrize("screen", ["phone", "desk"])
@pytest.mark.parametrize("look", ["english", "dark", "elder"])
def test_every_page_in_english_in_the_dark_and_in_large_type(visit, sign_in, admin, screen, look):
    street, group = (admin.list(f"/organisations?{query}")[0]["id"] for query in ("kind=party_working_committee&q=沿丰", "kind=task_group"))
    paths = [
        "/organisations", f"/organisations/{street}", f"/organisations/{street}/edit", f"/organisations/{street}/dissolution", f"/organisations/{street}/chart",
        f"/organisations/{group}", f"/organisations/{group}/edit", "/organisations/new", "/completeness", "/chains", "/completeness/party_grid",
        "/territorial-duties", "/level-duties", "/street-powers",
    ]
    options = {"english": {"locale": "en-GB"}, "dark": {"color_scheme": "dark"}, "elder": {}}[look]
    page = visit(screen, **options)
    sign_in(page, "admin")
    if look == "elder":
        page.goto("/privacy?mode=elder")
    for path in paths:
        assert page.goto(path).status == 200, path
        check_page(page, f"organisations-{look}-{screen}-{re.sub(r'[0-9]+|[^a-z]+', '-', path).strip('-')}")
        if look == "english":
            assert "bodies." not in page.locator("body").inner_text(), path

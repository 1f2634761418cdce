"""An estate and those who manage it: a committee put on file, a company bound from a day on, two years of fees, and the figures that follow."""

import re
from datetime import timedelta

import pytest

from looks import check_page
from people import Client, today


@pytest.fixture(scope="module")
def admin(site):
    return Client(site, "admin")


@pytest.fixture(scope="module")
def street(site):
    return Client(site, "desk-street")


def send(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def figure(admin, kind):
    view = admin.get("/property").json()
    return next(row["count"] for row in view["kinds"] if row["kind"] == kind), view["estates"]


def fresh_estate(admin, screen):
    """One without a company and without fees, of its own for each screen."""
    free = [row["estate"] for row in admin.list("/property/estates?kind=property_company&has=no&limit=200")]
    paid = {row["estate"] for row in admin.list("/property/registers/fee?state=all&limit=200")}
    fresh = [id for id in free if id not in paid] or free
    return fresh[0 if screen == "phone" else -1]


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_company_is_bound_and_its_fees_give_a_rate(visit, sign_in, site, screen):
    bind(visit, sign_in, site, screen)


def test_a_company_is_bound_on_postgres_too(visit, sign_in, site_on_postgres):
    bind(visit, sign_in, site_on_postgres, "phone")


def bind(visit, sign_in, site, screen):
    admin = Client(site, "admin")
    estate = fresh_estate(admin, screen)
    count, estates = figure(admin, "property_company")
    page = visit(screen, at=site)
    sign_in(page, "admin")
    page.goto(f"/estates/{estate}")
    page.get_by_role("link", name="治理情况").click()
    page.wait_for_load_state()
    check_page(page, f"property-{screen}-governance")

    # Nothing chosen: the form comes back and says so.
    send(page, "绑定")
    assert page.locator(".error").count() == 1
    check_page(page, f"property-{screen}-bind-refused")
    company = page.locator("select[name=organisation] optgroup[label='物业服务企业'] option").first
    name = company.inner_text()
    page.locator("select[name=organisation]").select_option(company.get_attribute("value"))
    since = today() - timedelta(days=30)
    page.locator("form:has(select[name=organisation]) input[name=from]").fill(since.isoformat())
    send(page, "绑定")
    assert name in page.locator("#parties").inner_text() and f"{since.year}年{since.month}月{since.day}日" in page.locator("#parties").inner_text()
    seen = admin.get(f"/estates/{estate}/governance").json()
    before = admin.get(f"/estates/{estate}/governance?day={since - timedelta(days=1)}").json()
    standing = lambda view: [body["kind"] for party in view["parties"] for body in party["bodies"] if body["binding"]]
    assert "property_company" in standing(seen) and "property_company" not in standing(before)

    # The figure rose by one, and opens to its rows.
    assert figure(admin, "property_company") == (count + 1, estates)
    page.goto("/property")
    check_page(page, f"property-{screen}-overview")
    page.locator("#standing a[href*='kind=property_company']:not([href*='has=no'])").first.click()
    page.wait_for_load_state()
    assert page.locator("tbody tr").count() == min(count + 1, 50)
    check_page(page, f"property-{screen}-estates")

    # Two years of fees.
    for year, due, collected in ((1998, "100000", "70000"), (1999, "100000", "97000.50")):
        page.goto(f"/property/registers/fee/new?estate={estate}")
        page.locator("input[name=from]").fill(f"{year}-01-01")
        page.locator("input[name=due]").fill(due)
        page.locator("input[name=collected]").fill(collected)
        if year == 1998:
            send(page, "登记")
            assert "这一期的最后一天" in page.locator(".error").first.inner_text()
            assert page.locator("input[name=collected]").input_value() == collected
            check_page(page, f"property-{screen}-fee-refused")
        page.locator("input[name=last_day]").fill(f"{year}-12-31")
        send(page, "登记")
    assert "97.0%" in page.locator("#facts").inner_text()
    check_page(page, f"property-{screen}-fee")
    years = {row["year"]: row for row in admin.get("/property").json()["fees"]}
    assert round(years[1998]["collected"] / years[1998]["due"], 3) == 0.7
    page.goto("/property")
    row = page.locator("#fee-years tbody tr").filter(has_text="1999")
    assert "97.0%" in row.inner_text() and "+27.0" in row.inner_text()
    row.get_by_role("link").click()
    page.wait_for_load_state()
    assert page.locator("tbody tr").count() == years[1999]["periods"]

    # The same period again is refused; what was a mistake is taken back.
    entry = next(row["id"] for row in admin.list("/property/registers/fee?state=all&year=1999&limit=200") if row["estate"] == estate)
    page.goto(f"/property/entries/{entry}")
    page.get_by_text("登记错了").click()
    send(page, "撤销登记")
    assert admin.get(f"/property/entries/{entry}").status_code == 404
    old = next(row["id"] for row in admin.list("/property/registers/fee?state=all&year=1998&limit=200") if row["estate"] == estate)
    version = admin.get(f"/property/entries/{old}").headers["ETag"]
    assert admin.post(f"/property/entries/{old}/withdrawal", {}, headers={"If-Match": version}).status_code == 200

    # The company leaves on a day.
    page.goto(f"/estates/{estate}/governance")
    page.get_by_text(f"结束：{name}").click()
    send(page, "从这一天起不再负责")
    assert figure(admin, "property_company") == (count, estates)
    check_page(page, f"property-{screen}-ended")


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_committee_is_put_on_file_with_its_steps(visit, sign_in, admin, screen):
    committees = [row["organisation"] for row in admin.list("/property/registers/owners_committee?limit=200")]
    assert committees, "the demo city has no committee on file"
    committee = committees[0 if screen == "phone" else -1]
    total = len(admin.list("/property/registers/owners_committee?limit=200"))
    page = visit(screen)
    sign_in(page, "admin")
    page.goto(f"/property/registers/owners_committee/new?organisation={committee}")
    check_page(page, f"property-{screen}-filing-form")
    page.locator("select[name=item]").select_option("re_election")
    page.locator("input[name=members]").fill("5")
    page.locator("input[name=party_members]").fill("6")
    send(page, "登记")
    assert "不能超过总人数" in page.locator(".error").first.inner_text()
    page.locator("input[name=party_members]").fill("3")
    for box in page.locator("input[name=checks]").all()[:-1]:
        box.check(force=True)
    send(page, "登记")
    said = page.locator("main").inner_text()
    assert "5 人，党员 3 人" in said and "7/8 项符合" in said
    check_page(page, f"property-{screen}-filing")
    # The one before has ended on the day before; as many hold as before.
    rows = admin.list("/property/registers/owners_committee?limit=200")
    assert len(rows) == total
    past = [row for row in admin.list("/property/registers/owners_committee?state=past&limit=200") if row["organisation"] == committee]
    assert past and past[-1]["valid_until"] == today().isoformat()


def test_every_figure_opens_to_as_many_rows(admin):
    view = admin.get("/property").json()
    count = lambda path: len(admin.list(f"{path}{'&' if '?' in path else '?'}limit=200"))
    for row in view["kinds"]:
        assert count(f"/property/estates?kind={row['kind']}") == row["count"], row
        assert count(f"/property/estates?kind={row['kind']}&has=no") == view["estates"] - row["count"], row
    for row in view["missing"]:
        assert count(f"/property/estates?missing={row['party']}") == row["count"], row
    for name, key in (("mode", "modes"), ("flag", "flags")):
        for row in view[key]:
            assert count(f"/property/estates?{name}={row[name]}") == row["count"], row
    assert count("/property/estates?cross=yes") == view["crossed"]
    assert count("/property/estates?nobody=true") == view["nobody"]
    for register in view["registers"]:
        assert count(f"/property/registers/{register['id']}") == register["total"], register
        for item in register["items"]:
            level = f"&level={item['level']}" if item["level"] else ""
            assert count(f"/property/registers/{register['id']}?item={item['item']}{level}") == item["count"], item
        for key in ("complete", "expected", "half"):
            if register[key] is not None:
                assert count(f"/property/registers/{register['id']}?{key}=yes") == register[key], (register["id"], key)


def test_nobody_keeps_registers_beyond_their_reach(site, admin, street):
    mine = {row["estate"] for row in street.list("/property/estates?limit=200")}
    assert mine
    secretary = Client(site, "secretary")
    estate = next(iter(mine))
    draft = {"estate": estate, "item": "red_property", "level": "district", "from": today().isoformat()}
    assert secretary.post("/property/registers/recognition", draft).status_code == 403
    for account in ("grid", "drainage"):
        assert Client(site, account).get(f"/estates/{estate}/governance").status_code in (403, 404)
    entry = street.post("/property/registers/recognition", draft)
    assert entry.status_code == 201, entry.text
    id = entry.json()["id"]
    assert admin.post(f"/property/entries/{id}/withdrawal", {}).status_code == 428
    assert admin.post(f"/property/entries/{id}/withdrawal", {}, headers={"If-Match": '"99"'}).status_code == 412
    version = admin.get(f"/property/entries/{id}").headers["ETag"]
    assert admin.post(f"/property/entries/{id}/withdrawal", {}, headers={"If-Match": version}).status_code == 200


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_pages_in_english(visit, sign_in, admin, screen):
    estate = admin.list("/property/estates?cross=yes&limit=1")[0]["estate"]
    entry = admin.list("/property/registers/facility?limit=1")[0]["id"]
    page = visit(screen, locale="en")
    sign_in(page, "desk-street")
    for path in ("/property", "/property/estates?cross=yes", f"/estates/{estate}/governance", "/property/registers/standardised", f"/property/entries/{entry}"):
        page.goto(path)
        check_page(page, f"property-en-{screen}-{re.sub(r'[^a-z]+', '-', path)}")

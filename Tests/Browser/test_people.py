"""A seat in one community: found vacant, filled, handed on with an open matter in it, acted for, and gone; names searched, coverage counted."""

import re

import pytest

from looks import check_page
from people import Client


@pytest.fixture(scope="module")
def desk(site):
    return Client(site, "desk-street")


def seat(site, screen):
    """A grid leader's seat that is held, of a grid of its own for each screen; not the one of the demo's account."""
    own = Client(site, "grid").area()
    rows = [row for row in Client(site, "desk-community").list("/posts?type=grid_leader&state=held") if row["area"] != own]
    return rows[-1 if screen == "phone" else -2]


def act(page, name):
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state()


def send(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_seat_is_found_vacant_filled_and_handed_on(visit, sign_in, site, desk, screen):
    post = seat(site, screen)
    page = visit(screen)
    sign_in(page, "desk-street")
    page.goto(f"/posts/{post['id']}")
    check_page(page, f"people-{screen}-post")

    # The holder leaves: the seat stands in the list of vacant ones, and the number above the list is its length.
    act(page, "离任")
    check_page(page, f"people-{screen}-ending")
    page.locator("input[name=reason][value=moved]").check()
    send(page, "确定离任")
    assert page.get_by_text("空缺").first.is_visible()
    rows = desk.list("/posts?type=grid_leader&state=vacant&limit=200")
    assert post["id"] in [row["id"] for row in rows]
    page.goto("/posts?type=grid_leader&state=vacant")
    check_page(page, f"people-{screen}-vacant")
    assert page.locator("nav.views [aria-current=page] b").inner_text() == str(len(rows))

    # Somebody new is appointed from there.
    page.locator(f"a.what[href='/posts/{post['id']}']").click()
    act(page, "任职")
    check_page(page, f"people-{screen}-appointment")
    send(page, "确定任职")
    assert page.locator(".error").count() == 1
    check_page(page, f"people-{screen}-appointment-refused")
    page.get_by_label("姓名", exact=False).last.fill("洪小满")
    page.get_by_label("电话", exact=False).last.fill("13900001111")
    send(page, "确定任职")
    assert page.get_by_text("洪小满").first.is_visible()

    # A matter is in the seat's hands when somebody else takes over.
    matter = given_to(site, post)
    page.goto(f"/posts/{post['id']}")
    act(page, "接任")
    page.get_by_label("找人").fill("洪小")
    send(page, "查找")
    assert page.get_by_text("洪小满").count() >= 1
    check_page(page, f"people-{screen}-succession")
    assert page.get_by_role("link", name="1 件办理中的事项").is_visible()
    page.locator("input[name=name]").fill("祝长风")
    send(page, "确定接任")
    story = page.locator("#story").inner_text()
    assert "祝长风接替洪小满" in story
    check_page(page, f"people-{screen}-story")

    # The matter stays with the seat, and its own story names both.
    page.goto(f"/matters/{matter}")
    told = page.locator("#story").inner_text()
    assert "祝长风" in told and "洪小满" in told
    assert desk.get(f"/matters?post={post['id']}").json()["items"][0]["id"] == matter


def given_to(site, post):
    """Reports something in the post's grid and gives it to the post."""
    community = Client(site, "desk-community")
    code = community.list(f"/areas/{post['area']}/codes?kind=unit")[0]["code"]
    told = Client(site).post(f"/q/{code}/reports", {"category": "corridor", "say": "楼道里堆了旧家具，推车过不去，请来看看。"}).json()
    matter = community.matter(told["number"])
    version = community.get(f"/matters/{matter['id']}").headers["ETag"]
    answer = community.post(f"/matters/{matter['id']}/dispatch", {"handler": f"post:{post['id']}"}, headers={"If-Match": version})
    assert answer.status_code == 200, answer.text
    return matter["id"]


def test_names_are_found_whole_and_in_part_and_never_beyond_reach(site):
    street, district = Client(site, "desk-street"), Client(site, "desk-community")
    everyone = street.list("/people?limit=20")
    assert everyone
    name = everyone[3]["name"]
    assert name in [row["name"] for row in street.list(f"/people?q={name}")]
    assert all(name[0] in row["name"] for row in street.list(f"/people?q={name[0]}"))
    mine = {row["id"] for row in district.list("/people?limit=200")}
    out = next(row for row in street.list("/people?limit=200") if row["id"] not in mine)
    assert district.get(f"/people/{out['id']}").status_code == 404
    assert out["id"] not in [row["id"] for row in district.list(f"/people?q={out['name']}")]


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_coverage_opens_to_its_rows(visit, sign_in, desk, screen):
    page = visit(screen)
    sign_in(page, "desk-street")
    page.goto("/posts/coverage")
    check_page(page, f"people-{screen}-coverage")
    seen = desk.get("/posts/coverage").json()
    for measure in seen["measures"]:
        for word, count in (("yes", measure["covered"]), ("no", measure["total"] - measure["covered"])):
            assert len(desk.list(f"/posts/coverage/{measure['id']}?covered={word}&limit=200")) == min(count, 200)
    for path in ("/posts/coverage/post-grid_leader?covered=yes", "/posts?state=expired", "/posts/new", "/people", "/people?q=王"):
        page.goto(path)
        check_page(page, f"people-{screen}-{re.sub(r'[^a-z]+', '-', path)}")
    person = desk.list("/people?limit=1")[0]["id"]
    page.goto(f"/people/{person}")
    check_page(page, f"people-{screen}-person")


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_registers_open_from_figures_to_rows_to_one(visit, sign_in, site, desk, screen):
    page = visit(screen)
    sign_in(page, "desk-street")
    page.goto("/careers")
    check_page(page, f"careers-{screen}")
    seen = desk.get("/careers").json()
    for register in seen["registers"]:
        assert len(desk.list(f"/careers/{register['id']}?limit=200")) == min(register["total"], 200)
    for course in seen["courses"]:
        assert len(desk.list(f"/careers/{course['register']}/audience?item={course['item']}&done=yes&limit=200")) == min(course["reached"], 200)
    assert len(desk.list("/careers/grade?both=true&limit=200")) == min(seen["both"], 200)
    entry = desk.list("/careers/mentoring?limit=1")[0]["id"]
    for path in ("/careers/mentoring", f"/careers/entries/{entry}", "/careers/mentoring/new?q=王", "/careers/training/audience?item=grid_leader_basics&done=no"):
        page.goto(path)
        check_page(page, f"careers-{screen}-{re.sub(r'[^a-z]+', '-', path)}")


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_secretary_is_filed_with_the_county(visit, sign_in, site, screen):
    street = visit(screen)
    sign_in(street, "desk-street")
    street.goto("/filings/due")
    check_page(street, f"filings-{screen}-due")
    if street.get_by_role("button", name="报送备案").count():
        send_first(street)
    else:
        street.goto("/filings?state=returned")
        street.locator("a.what").first.click()
        send(street, "重新报送")
    check_page(street, f"filings-{screen}-submitted")
    address = street.url
    county = visit(screen)
    sign_in(county, "organisation")
    county.goto(address)
    send(county, "开始审核")
    send(county, "退回")
    assert county.locator(".error").count() == 1
    county.locator("input[name=reason]").first.check()
    county.get_by_role("button", name="退回", exact=True).click()
    county.wait_for_load_state()
    assert "退回" in county.locator("#story").inner_text()
    check_page(county, f"filings-{screen}-returned")


def send_first(page):
    page.get_by_role("button", name="报送备案").first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_name_that_was_misspelt_is_put_right_and_found(visit, sign_in, site, desk, screen):
    post = seat(site, screen)
    page = visit(screen)
    sign_in(page, "desk-street")
    page.goto(f"/posts/{post['id']}")
    page.locator("#now a[href^='/people/']").first.click()
    person = page.url.rsplit("/", 1)[1]
    page.get_by_role("link", name="更正姓名电话").click()
    check_page(page, f"people-{screen}-correction")
    right = f"钟离{'甲' if screen == 'phone' else '乙'}"
    page.fill("#name", right)
    page.fill("#phone", "12")
    send(page, "更正")
    assert page.locator("#phone-error").is_visible() and page.locator("#name").input_value() == right
    check_page(page, f"people-{screen}-correction-refused")
    page.fill("#phone", "13900002222" if screen == "phone" else "13900003333")
    send(page, "更正")
    assert page.locator("h1").inner_text() == right
    assert [row["id"] for row in desk.list(f"/people?q={right}")] == [person]
    journal = Client(site, "auditor").get("/journal?verb=person.corrected")
    assert right not in journal.text and "1390000" not in journal.text


def test_alternates_are_asked_in_an_order(visit, sign_in, site, desk):
    post = seat(site, "desk")
    page = visit("desk")
    sign_in(page, "desk-street")
    for name in ("备岗甲", "备岗乙"):
        page.goto(f"/posts/{post['id']}/alternate")
        page.locator("input[name=name]").fill(name)
        page.locator("main form[method=post] button.primary").click()
        page.wait_for_load_state()
    act(page, "调整备岗先后")
    check_page(page, "people-alternates")
    page.get_by_label("备岗乙", exact=False).check()
    page.locator("input[name=rank][value='1']").check()
    send(page, "调整先后")
    now = page.locator("#now").inner_text()
    assert now.index("备岗乙") < now.index("备岗甲")


@pytest.mark.parametrize("screen", ["phone", "desk"])
@pytest.mark.parametrize("look", ["english", "dark", "elder"])
def test_every_page_in_english_in_the_dark_and_in_large_type(visit, sign_in, site, screen, look):
    organisation = Client(site, "organisation")
    person = organisation.list("/people")[0]["id"]
    post = organisation.list("/posts?type=secretary_community&state=held")[0]["id"]
    paths = [
        "/posts", "/posts?state=vacant", "/posts?state=expiring", "/posts/coverage", f"/posts/{post}", f"/posts/{post}/succession", "/people",
        f"/people/{person}", f"/people/{person}/correction", "/careers", "/careers/reserve", "/careers/mentoring", "/careers/training",
        "/careers/mobile_member", "/filings",
    ]
    options = {"english": {"locale": "en-GB"}, "dark": {"color_scheme": "dark"}, "elder": {}}[look]
    page = visit(screen, **options)
    sign_in(page, "organisation")
    if look == "elder":
        page.goto("/privacy?mode=elder")
    for path in paths:
        assert page.goto(path).status == 200, path
        check_page(page, f"people-{look}-{screen}-{re.sub(r'[0-9]+|[^a-z]+', '-', path).strip('-')}")

"""Alliances, pairs, agreements and visits as people meet them: looked at on a phone and on a desk, in large type and on paper."""

import re

import pytest

from looks import check_fits, check_page, shoot
from people import Client


class Found:
    """Addresses of one of each, as the demo has them."""

    def __init__(self, site):
        self.site = site
        desk = Client(site, "desk-community")
        self.alliance = desk.list("/alliances?kind=alliance")[0]["id"]
        self.member = desk.get(f"/alliances/{self.alliance}").json()["members"][-1]["id"]
        self.seat = desk.list("/alliances/seats?seat=rotating")[0]["id"]
        self.double = desk.list("/pairs?view=double")[0]["id"]
        self.due = Client(site, "desk-street").list("/agreements?view=due")[0]["id"]
        self.round = desk.list("/visit-rounds")[0]["id"]
        visits = desk.list("/visits?limit=200")
        self.done = next((one["id"] for one in visits if one["state"] == "done"), visits[0]["id"])
        self.open = next(one["id"] for one in visits if one["state"] != "done")
        self.area = desk.area()


@pytest.fixture(scope="module")
def found(site):
    return Found(site)


@pytest.fixture(scope="module")
def found_on_postgres(site_on_postgres):
    return Found(site_on_postgres)


PATHS = [
    "/alliances", "/alliances?kind=big_committee", "/alliances/units", "/alliances/seats?seat=rotating", "/alliances/uncovered", "/alliances/new",
    "/alliances/{alliance}", "/alliances/{alliance}/members/new", "/alliances/{alliance}/members/{member}", "/alliances/{alliance}/seats/{seat}",
    "/alliances/{alliance}/chairs/new", "/alliances/{alliance}/charters/new", "/areas/{area}/ties", "/pairs", "/pairs?view=double", "/pairs/{double}",
    "/pairs/new", "/agreements", "/agreements/new?pair={double}", "/visit-rounds", "/visit-rounds/new", "/visit-rounds/{round}", "/visits",
    "/visits?state=overdue", "/visits/{done}", "/visits/{open}", "/pair-register", "/pair-register?family=unit&part=unpaired", "/visit-coverage", "/visit-coverage?by=unit&from=2026-01-01&last_day=2026-12-31",
    "/today",
]


@pytest.mark.parametrize("screen", ["phone", "desk"])
@pytest.mark.parametrize("mode", ["normal", "elder"])
def test_every_page(visit, sign_in, found, screen, mode):
    page = visit(screen)
    sign_in(page, "desk-community")
    if mode == "elder":
        page.goto("/privacy?mode=elder")
    amiss = []
    for pattern in PATHS:
        path = pattern.format(**vars(found))
        answer = page.goto(path)
        assert answer.status == 200, f"{path}: {answer.status}"
        try:
            check_page(page, f"alliances-{screen}-{mode}-{name_of(pattern)}")
        except AssertionError as problem:
            amiss.append(f"{path}: {problem}")
    assert not amiss, "\n".join(amiss)


@pytest.mark.parametrize("screen", ["phone", "desk"])
@pytest.mark.parametrize("look", ["english", "dark"])
def test_every_page_in_english_and_in_the_dark(visit, sign_in, found, screen, look):
    page = visit(screen, **({"locale": "en-GB"} if look == "english" else {"color_scheme": "dark"}))
    sign_in(page, "desk-community")
    for pattern in PATHS:
        page.goto(pattern.format(**vars(found)))
        check_page(page, f"alliances-{look}-{screen}-{name_of(pattern)}")
        if look == "english":
            assert "alliances." not in page.locator("main").inner_text()


def test_another_chair_from_the_next_turn_on(visit, sign_in, found):
    page = visit("desk")
    sign_in(page, "desk-community")
    turns = Client(page_site(page), "desk-community").get(f"/alliances/{found.alliance}").json()["turns"]
    page.goto(f"/alliances/{found.alliance}")
    today = page.locator("[data-chair]").inner_text()
    now = next(turn for turn in turns if turn["person"] == today and turn["until"] > page.locator("input[name=on]").input_value())
    later = turns[turns.index(now) + 1]
    page.locator("input[name=on]").fill(later["from"])
    page.locator("form:has(input[name=on]) button").click()
    page.wait_for_url(re.compile("on="))
    assert page.locator("[data-chair]").inner_text() == later["person"]
    shoot(page, "alliances-next-chair")


def test_two_pairs_become_one_and_keep_their_records(visit, sign_in, found):
    merge_pairs(visit, sign_in, found)


def merge_pairs(visit, sign_in, found):
    page = visit("desk", at=found.site)
    sign_in(page, "desk-community")
    page.goto(f"/pairs/{found.double}")
    before = page.locator("#records li[id]").count()
    with page.expect_navigation():
        page.locator("#doubles form button").first.click()
    assert page.locator("#doubles").count() == 0
    assert page.locator("#merged").count() == 1
    after = page.locator("#records li[id]").count()
    assert after >= before
    shoot(page, "alliances-merged")
    # Taken back, each has its own again.
    page.locator("#merged a").first.click()
    check_page(page, "alliances-gone-into")
    with page.expect_navigation():
        page.locator("form[action$='/separation'] button").click()
    assert page.locator("form[action$='/separation']").count() == 0
    apart = page.locator("#records li[id]").count()
    page.goto(f"/pairs/{found.double}")
    assert page.locator("#doubles").count() == 1
    assert page.locator("#records li[id]").count() + apart == after


def test_two_who_sit_in_an_alliance_swap_seats(visit, sign_in, found):
    swap_seats(visit, sign_in, found)


def test_pairs_and_seats_on_postgres_too(visit, sign_in, found_on_postgres):
    merge_pairs(visit, sign_in, found_on_postgres)
    swap_seats(visit, sign_in, found_on_postgres)


def swap_seats(visit, sign_in, found):
    page = visit("phone", at=found.site)
    sign_in(page, "desk-community")
    seats = Client(page_site(page), "desk-community").get(f"/alliances/{found.alliance}").json()["seats"]
    standing = next(seat for seat in seats if seat["kind"] == "standing" and seat["person"])
    page.goto(f"/alliances/{found.alliance}/seats/{standing['id']}")
    page.locator("details:has(form[action$='/swap']) summary").click()
    check_page(page, "alliances-seat")
    page.locator("#swap-day").fill("2099-03-01")
    with page.expect_navigation():
        page.locator("form[action$='/swap'] button").click()
    assert page.url.endswith(f"/alliances/{found.alliance}")
    # It has been decided: both seats end then, and cannot be left once more.
    page.goto(f"/alliances/{found.alliance}/seats/{standing['id']}")
    page.locator("details:has(form[action$='/departure']) summary").click()
    page.locator("form[action$='/departure'] button").click()
    assert page.locator(".wrongs").is_visible()


def test_what_ends_soon_and_what_is_late_stands_on_the_page_of_today(visit, sign_in, found, site):
    page = visit("phone")
    sign_in(page, "desk-street")
    page.goto("/today")
    due = Client(site, "desk-street").list("/agreements?view=due&own=true&limit=200")
    reminder = page.locator("#renewals")
    assert f"{len(due)} 份共建协议快到期" in reminder.inner_text()
    assert reminder.locator("li").count() == min(5, len(due))
    check_page(page, "alliances-today")
    reminder.get_by_role("link", name="看这").click()
    assert page.locator("tbody tr").count() == min(50, len(due))
    page.locator("tbody a.what").first.click()
    with page.expect_navigation():
        page.locator("form[action$='/renewal'] button").click()
    page.get_by_role("link", name="上一期协议").first.click()
    assert page.locator("form[action$='/renewal']").count() == 0


def test_the_register_says_who_has_no_pair(visit, sign_in, found, site):
    page = visit("desk")
    sign_in(page, "organisation")
    page.goto("/pair-register?family=unit")
    counts = [int(count.replace(",", "")) for count in page.locator("main nav.views").nth(1).locator("b").all_inner_texts()]
    assert counts[0] == counts[1] + counts[2] and counts[1] > 0
    campaign = page.locator("#campaign option").nth(1).inner_text()
    page.select_option("#campaign", label=campaign)
    page.locator("form.filters button").click()
    link = page.locator("tbody td.num a").first
    number = int(link.inner_text())
    link.click()
    assert page.locator("tbody tr").count() == number


def test_visits_of_any_days_add_up(visit, sign_in, found):
    page = visit("desk")
    sign_in(page, "desk-community")
    page.goto("/visit-coverage?from=2025-01-01&last_day=2027-12-31")
    totals = [page.locator(".tile .total").nth(index).inner_text() for index in range(3)]
    for column in (1, 2, 3):
        cells = page.locator(f"tbody tr > :nth-child({column + 1})").all_inner_texts()
        assert sum(int(cell.replace(",", "")) for cell in cells) == int(totals[column - 1].replace(",", ""))
    page.locator("tbody td a").first.click()
    assert "from=2025-01-01" in page.url


def test_the_tiles_stand_in_even_rows(visit, sign_in, found):
    page = visit("desk")
    sign_in(page, "admin")
    page.goto("/alliances")
    tops = page.locator(".tile").evaluate_all("tiles => tiles.map(tile => Math.round(tile.getBoundingClientRect().top))")
    rows = [tops.count(top) for top in sorted(set(tops))]
    assert max(rows) - min(rows) <= 1, rows


def test_an_agreement_is_drafted_signed_and_printed(visit, sign_in, found):
    page = visit("desk")
    sign_in(page, "desk-community")
    page.goto(f"/agreements/new?pair={found.double}")
    form = page.locator("form[action='/agreements']")
    form.locator("input[name=title]").fill("亮灯共建协议")
    # What is missing is said, and nothing typed is lost.
    with page.expect_navigation():
        form.locator("button[type=submit]").click()
    assert page.locator(".error").count() >= 1
    check_page(page, "alliances-agreement-refused")
    form = page.locator("form[action='/agreements']")
    assert form.locator("input[name=title]").input_value() == "亮灯共建协议"
    form.locator("textarea[name=terms]").fill("双方共同改造三栋楼的楼道照明。")
    form.locator("textarea[name=resources]").fill("技术人员三名\n灯具四十盏")
    with page.expect_navigation():
        form.locator("button[type=submit]").click()
    page.wait_for_url(re.compile(r"/agreements/\d+$"))
    page.locator("details:has(form[action$='/negotiations']) summary").click()
    talk = page.locator("form[action$='/negotiations']")
    talk.locator("textarea[name=said]").fill("谈了施工时间。")
    talk.locator("textarea[name=outcome]").fill("周末施工。")
    with page.expect_navigation():
        talk.locator("button").click()
    for _ in range(2):
        with page.expect_navigation():
            page.locator("form[action$='/signatures'] button").click()
    assert page.locator("form[action$='/signatures']").count() == 0
    assert "已签" in page.locator("h1 ~ .tag, .title .tag").first.inner_text()
    shoot(page, "alliances-agreement-signed")
    page.goto(page.url + "/copy")
    paper = page.locator(".doc").inner_text()
    assert "亮灯共建协议" in paper and "灯具四十盏" in paper and "甲方" in paper
    check_page(page, "alliances-agreement-copy")
    page.emulate_media(media="print")
    assert not page.locator(".no-print >> visible=true").count()
    shoot(page, "alliances-agreement-paper")
    pdf = page.pdf() if page.context.browser.browser_type.name == "chromium" else b"%PDF"
    assert pdf.startswith(b"%PDF")


def test_a_visit_is_recorded_and_followed_up(visit, sign_in, found):
    page = visit("phone")
    sign_in(page, "desk-community")
    page.goto(f"/visits/{found.open}")
    form = page.locator("form[action$='/record']")
    form.locator("input[name=day]").fill("2026-01-05")
    form.locator("textarea[name=exchanged]").fill("说了取暖的事。")
    with page.expect_navigation():
        form.locator("button").click()
    add = page.locator("form[action$='/follow-ups']")
    add.locator("input[name=what]").fill("排查供暖管线")
    add.locator("input[name=owner]").fill("社区")
    with page.expect_navigation():
        add.locator("button").click()
    check_page(page, "alliances-visit-recorded")
    with page.expect_navigation():
        page.locator("form[action$='/completion'] button").click()
    assert page.locator("form[action$='/completion']").count() == 0


@pytest.mark.parametrize("path", ["/visit-rounds/{round}", "/areas/{area}/ties"])
def test_on_paper(visit, sign_in, found, path):
    page = visit("desk")
    sign_in(page, "desk-community")
    page.emulate_media(media="print", color_scheme="light")
    page.goto(path.format(**vars(found)))
    check_page(page, f"alliances-print-{name_of(path)}")
    assert not page.locator(".no-print >> visible=true").count()


def test_without_scripts(visit, sign_in, found):
    page = visit("phone", java_script_enabled=False)
    sign_in(page, "desk-community")
    page.goto(f"/alliances/{found.alliance}/members/new?q=社区")
    assert page.locator("form[action$='/members'] select[name=organisation] option").count() > 1
    page.goto(f"/areas/{found.area}/ties")
    assert page.locator("svg.ties text").count() > 2 and page.locator(".ties-part tbody tr").count() > 1
    check_fits(page)


def name_of(pattern):
    return re.sub(r"[^\w]+", "-", pattern).strip("-")


class page_site:
    """The site of a page, for a client beside it."""

    def __init__(self, page):
        self.address = re.match(r"https?://[^/]+", page.url).group()

    def url(self, path):
        return self.address + path

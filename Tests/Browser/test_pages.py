"""Every page, on a phone and on a desk, in ordinary and in large type: in order, accessible, light, and usable without scripts."""

import re

import pytest

from looks import check_page
from people import Client, door_codes

STAFF = {
    "desk-community": [
        "/matters?open=yes", "/matters?open=yes&waiting=desk&mine=true", "/matters?category=noise&due=late&sort=newest", "/matters?q=没有这样的事",
        "/matters/new", "/tiles", "/areas", "/grid-overlaps", "/areas/{area}", "/areas/{area}/drawing", "/areas/{area}/plan-check", "/areas/{area}/codes?kind=building", "/posts", "/posts?area={area}", "/posts/{post}",
        "/organisations", "/organisations/{organisation}", "/me", "/matters/1", "/there/is/nothing",
    ],
    "grid": ["/today", "/matters?mine=true&open=yes", "/posts", "/tiles"],
    "property": ["/today", "/matters", "/areas"],
    "secretary": ["/tiles", "/matters", "/posts?state=vacant", "/posts/coverage", "/people", "/people?q=王", "/careers", "/careers/grade", "/filings/due", "/filings"],
    "auditor": ["/tiles", "/matters?state=closed"],
    "admin": [
        "/me", "/posts", "/posts/new", "/imports/posts", "/imports/organisations", "/imports/areas", "/organisations", "/matters", "/accounts",
        "/accounts?state=temporary", "/accounts/new", "/roles", "/roles/administrator", "/separation", "/why", "/why?account=grid&permission=matter.read",
    ],
    "audit": ["/journal", "/journal?subject=account", "/journal?account=nobody-here", "/roles/security_administrator", "/separation", "/why"],
    # Before the second factor: afterwards the password alone does not let anybody in, and test_access.py has the rest.
    "security": ["/me", "/me/second-factor", "/roles"],
}


# What an area looks like when it changes, and as it was.
STAFF["desk-street"] = [
    "/property", "/property/estates", "/property/estates?cross=yes", "/property/registers/owners_committee", "/property/registers/facility/new?q=小区",
    "/estates/{estate}/governance",
    "/areas/{area}/changes", "/areas/{area}/changes/new", "/areas/{area}/changes/new?kind=split", "/areas/{area}/changes/new?kind=merge",
    "/areas/{area}/changes/new?kind=redraw", "/areas/{area}?structure=2020-01-01", "/areas?structure=2020-01-01", "/tiles?structure=2020-01-01",
    "/matters?open=yes&area={area}&structure=2020-01-01",
]


# The registers of places, and the forms on which they are changed.
STAFF["admin"] += [
    "/estates", "/estates?flag=old&q=花园", "/estates/{estate}", "/estates/{estate}/edit", "/estates/new", "/buildings", "/buildings?estate={estate}",
    "/buildings/{building}", "/buildings/{building}/edit", "/buildings/new", "/buildings/new?estate={estate}", "/venues", "/venues/{venue}",
    "/venues/{venue}/edit", "/venues/new", "/venues/new?area={area}", "/imports/estates", "/imports/buildings", "/imports/venues",
]


class Found:
    """What the site has to show: one matter in each state, with a follow link where a test made one."""

    def __init__(self, site):
        self.desk = Client(site, "desk-community")
        self.area = self.desk.area()
        self.post = self.desk.get("/me").json()["holdings"][0]["post"]
        self.organisation = self.desk.list("/organisations")[0]["id"]
        self.estate = self.desk.list("/property/estates")[0]["estate"]
        self.building = self.desk.list(f"/buildings?estate={self.estate}")[0]["id"]
        self.venue = self.desk.list("/venues")[0]["id"]
        self.codes = door_codes(site)
        self.matters = [row["id"] for row in self.one_of_each_state()]

    def one_of_each_state(self):
        for state in ("collected", "dispatched", "handling", "answered", "verified", "closed", "returned", "reopened"):
            yield from self.desk.list(f"/matters?state={state}&limit=1")

    def path(self, pattern):
        return pattern.format(area=self.area, post=self.post, organisation=self.organisation, estate=self.estate, building=self.building,
                              venue=self.venue)


@pytest.fixture(scope="module")
def found(site):
    return Found(site)


def name_of(path):
    return re.sub(r"\d{9,}", "id", re.sub(r"[^\w]+", "-", path)).strip("-")[:60] or "home"



@pytest.mark.parametrize("screen", ["phone", "desk"])
@pytest.mark.parametrize("mode", ["normal", "elder"])
class TestEveryPage:
    @pytest.mark.parametrize("account", STAFF)
    def test_of_staff(self, visit, sign_in, found, screen, mode, account):
        page = visit(screen)
        sign_in(page, account)
        show(page, mode)
        paths = STAFF[account] + ([f"/matters/{id}" for id in found.matters] if account == "desk-community" else [])
        check_all(page, [found.path(path) for path in paths], f"page-{account}-{screen}-{mode}")

    def test_of_residents(self, visit, found, screen, mode):
        page = visit(screen)
        page.goto("/")
        show(page, mode)
        told = Client(found.desk.site).post(f"/q/{found.codes[5]}/reports", {"category": "noise", "say": "半夜还在装修，吵得睡不着。"}).json()
        code = f"/q/{found.codes[5]}"
        check_all(page, ["/", "/privacy", code, f"{code}?place=other", f"{code}/door", f"{code}/door?on=2020-01-01", "/doors", "/venues", "/q/22222222", told["follow"], f"{told['follow']}?new=1", "/sign-in", "/f/none"],
                  f"page-resident-{screen}-{mode}")
        # A refused form says what is wrong, and where.
        page.goto(code)
        page.locator(f"form[action='{code}/reports'] button[type=submit]").last.click()
        page.wait_for_load_state()
        assert page.locator(".error").count() >= 2
        check_page(page, f"page-resident-{screen}-{mode}-refused")


def show(page, mode):
    if mode == "elder":
        page.goto("/privacy?mode=elder")
        assert page.locator("html").get_attribute("data-mode") == "elder"


def check_all(page, paths, shots):
    amiss = []
    for path in paths:
        page.goto(path)
        try:
            check_page(page, f"{shots}-{name_of(path)}")
        except AssertionError as problem:
            amiss.append(f"{path}: {problem}")
    assert not amiss, "\n".join(amiss)


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_dark_and_on_paper(visit, sign_in, found, screen):
    page = visit(screen, color_scheme="dark")
    sign_in(page, "desk-community")
    paths = [f"/q/{found.codes[0]}", "/matters?open=yes", "/tiles", f"/matters/{found.matters[0]}"]
    check_all(page, paths, f"dark-{screen}")
    if screen == "phone":
        return
    page.emulate_media(media="print", color_scheme="light")
    for path in (f"/areas/{found.area}/codes?kind=building", f"/matters/{found.matters[-1]}", "/matters?open=yes"):
        page.goto(path)
        check_page(page, f"print-{screen}-{name_of(path)}")
        assert not page.locator(".no-print >> visible=true").count()


def test_the_form_of_residents_travels_light(visit, found):
    page = visit("phone")
    talk = page.context.new_cdp_session(page)
    talk.send("Network.enable")
    sizes = []
    talk.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(f"/q/{found.codes[0]}")
    page.wait_for_load_state("networkidle")
    total = sum(sizes)
    print(f"the resident's form: {len(sizes)} answers, {total / 1024:.1f} KB")
    assert 0 < total < 60 * 1024


def test_no_page_of_residents_needs_scripts_or_cookies_for_reading(visit, found):
    page = visit("phone", java_script_enabled=False)
    for path in ("/", "/privacy", f"/q/{found.codes[0]}"):
        assert page.goto(path).status == 200
        assert page.locator("h1").is_visible()


def test_the_menu_of_staff_opens_at_the_entry_one_is_in(visit, sign_in):
    page = visit("phone")
    sign_in(page, "desk-community")
    page.goto("/posts")
    entry = page.locator("nav.menu a[aria-current]").first.bounding_box()
    assert 0 <= entry["x"] and entry["x"] + entry["width"] <= page.viewport_size["width"]
    # And it moves freely afterwards.
    menu = page.locator("nav.menu").first
    page.wait_for_function("menu => menu.getAnimations().length === 0", arg=menu.element_handle())
    menu.evaluate("menu => menu.scrollTo(0, 0)")
    page.wait_for_timeout(200)
    assert menu.evaluate("menu => menu.scrollLeft") == 0


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_large_type_enlarges_pictures_too(visit, sign_in, found, screen):
    page = visit(screen)
    sign_in(page, "desk-community")
    show(page, "elder")
    page.goto(found.path("/areas/{area}/ties"))
    scale = page.locator("svg.ties").first.evaluate("drawing => drawing.getScreenCTM().a")
    assert round(scale * page.locator("svg.ties text").last.evaluate("text => parseFloat(getComputedStyle(text).fontSize)"), 1) >= 24
    check_page(page, f"page-ties-{screen}-elder")
    page.goto(found.path("/organisations/{organisation}/chart"))
    assert page.locator(".tree li").first.evaluate("line => parseFloat(getComputedStyle(line).fontSize)") >= 24
    assert page.locator(".tree li").first.is_visible()
    check_page(page, f"page-chart-{screen}-elder")


def test_english_quotation_marks_are_narrow(visit):
    page = visit("desk", locale="en-US")
    page.goto("/privacy")
    assert page.locator("html").get_attribute("lang") == "en"
    wide = """() => { const mark = document.createElement("span"); mark.textContent = "\u201c"; document.querySelector("main p").append(mark);
      return mark.getBoundingClientRect().width / parseFloat(getComputedStyle(mark).fontSize); }"""
    assert page.evaluate(wide) < 0.7

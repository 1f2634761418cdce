"""Fixtures: the running site on either engine, a phone and a desk to look at it, and signing in."""

import os

import pytest
from playwright.sync_api import sync_playwright

from looks import Watch
from served import PostgresDatabase, Served

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# The password of every demo account.
DEMO_PASSWORD = "lianzhi-demo"
# One for each way of working; the program prints them when it starts.
DEMO_ACCOUNTS = [
    "desk-community", "desk-street", "desk-district", "grid", "building", "drainage", "property", "secretary", "organisation", "auditor", "admin",
]

# The first is the one that `site` serves.
CITIES = ["jilin", "zhenjiang", "zhenlai", "taonan", "shizuishan"]

SCREENS = {
    "phone": {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True},
    "desk": {"viewport": {"width": 1280, "height": 900}},
}


@pytest.fixture(scope="session")
def site():
    """The site with its demo city on SQLite, shared by the tests: they make their own matters and count only those."""
    yield from served(Served())


@pytest.fixture(scope="session", params=CITIES)
def city(request):
    """The demo city of each of the cities that come with the house, one after the other."""
    if request.param == CITIES[0]:
        yield request.getfixturevalue("site")
    else:
        yield from served(Served(city=request.param))


@pytest.fixture(scope="session")
def site_on_postgres():
    """The same on PostgreSQL."""
    cluster = os.environ.get("LIANZHI_TEST_POSTGRES")
    if not cluster:
        pytest.skip("LIANZHI_TEST_POSTGRES names no cluster")
    database = PostgresDatabase(cluster)
    try:
        yield from served(Served(database=database.url))
    finally:
        database.drop()


@pytest.fixture
def own_site():
    """A site of the test's own, not yet started: `own_site.start()`, `.kill()`, `.start()` …"""
    one = Served()
    yield one
    if one.process is not None and one.process.poll() is None:
        one.kill()
    one.clear()


def served(one):
    try:
        yield one.start()
        status = one.stop()
        assert status == 0, f"lianzhi serve ended with status {status} when asked to stop:\n{one.said()[-4000:]}"
    finally:
        if one.process is not None and one.process.poll() is None:
            one.kill()
        one.clear()


@pytest.fixture(scope="session")
def chromium():
    # Chromium refuses to run as root inside its sandbox.
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, site):
    """`visit("phone")` gives a page as a new visitor has it; options of Playwright's contexts may follow. When the test ends,
    nothing may have gone wrong unseen on any of its pages."""
    opened = []

    def open_page(screen="phone", at=None, **options):
        settings = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "base_url": (at or site).address} | SCREENS[screen] | options
        context = chromium.new_context(**settings)
        context.set_default_timeout(15_000)
        page = context.new_page()
        opened.append((context, Watch(page, settings["base_url"])))
        return page

    yield open_page
    amiss = [line for _, watch in opened for line in watch.amiss]
    for context, _ in opened:
        context.close()
    assert not amiss, "\n".join(amiss)


@pytest.fixture
def phone(visit):
    return visit("phone")


@pytest.fixture
def desk(visit):
    return visit("desk")


@pytest.fixture
def sign_in():
    """`sign_in(page, "name")`: through the page, as people do."""

    def fill(page, name, password=DEMO_PASSWORD):
        page.goto("/sign-in")
        page.locator("input[autocomplete=username]").fill(name)
        page.locator("input[type=password]").fill(password)
        page.locator("form:has(input[type=password]) button[type=submit]").click()
        page.wait_for_load_state()

    return fill

"""What every page is held to: no violation that axe finds, nothing wider than the screen, nothing amiss in the console."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

SHOTS = Path(__file__).parent / "shots"


class Watch:
    """Collects what a page should not do while a test drives it."""

    def __init__(self, page, address):
        self.amiss = []
        self.address = address
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.amiss.append(f"script error: {error}"))
        page.on("response", self.response)
        page.on("request", self.request)

    def console(self, message):
        # The browser reports every 4xx page here too; those are answers a test may want.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.amiss.append(f"console: {message.text}")

    def response(self, response):
        if response.status >= 500:
            self.amiss.append(f"{response.status} from {response.url}")

    def request(self, request):
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.amiss.append(f"request to elsewhere: {request.url}")


def shoot(page, name):
    """A screenshot of the whole page into Tests/Browser/shots, to be opened and looked at."""
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def check_accessible(page):
    # Axe runs inside the page, past its content security policy, so nothing of the page is loosened for it.
    found = Axe().run(page).response["violations"]
    told = [f"{one['id']} ({one['impact']}): {one['help']}\n    " + "\n    ".join(node["html"] for node in one["nodes"][:5]) for one in found]
    assert not found, "axe found:\n" + "\n".join(told)


def check_fits(page):
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than the screen"


def check_page(page, name):
    """All of it, and a screenshot."""
    shoot(page, name)
    check_fits(page)
    check_accessible(page)

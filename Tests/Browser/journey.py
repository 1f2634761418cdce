"""The steps of a matter's life as people take them: each on a page, with the phone or the desk they have."""

import re

from looks import check_fits, shoot
from people import file, jpeg, number_on


class Journey:
    """Residents and staff around one site. `shots` begins the names of the pictures."""

    def __init__(self, visit, sign_in, site, shots, scripts=True):
        self.visit, self.sign_in, self.site, self.shots, self.scripts = visit, sign_in, site, shots, scripts
        self.taken = 0
        self.pages = {}

    def screenshot(self, page, name):
        self.taken += 1
        page.wait_for_load_state("networkidle")
        check_fits(page)
        shoot(page, f"{self.shots}-{self.taken:02d}-{name}")

    def page_of(self, account, screen):
        """The page of a member of staff, signed in."""
        if account not in self.pages:
            self.pages[account] = self.visit(screen, at=self.site, java_script_enabled=self.scripts)
            self.sign_in(self.pages[account], account)
        return self.pages[account]

    # The resident

    def report(self, code, category, say, phone=None, photo=True):
        """From the code on the door to the number and the link; leaves the resident on the follow page."""
        page = self.visit("phone", at=self.site, java_script_enabled=self.scripts)
        page.goto(f"/q/{code}")
        self.screenshot(page, "code")
        page.locator(f"input[name=category][value={category}] + span, label:has(input[name=category][value={category}])").first.click()
        form = page.locator(f"form[action='/q/{code}/reports']")
        form.locator("textarea[name=say]").fill(say)
        if photo:
            form.locator("input[type=file]").set_input_files(file(jpeg("before")))
        if phone:
            form.locator("input[name=phone]").fill(phone)
            form.locator("input[name=consent]").check()
        if self.scripts:
            page.wait_for_timeout(600)
        self.screenshot(page, "report")
        form.locator("button[type=submit]").last.click()
        page.wait_for_url(re.compile("/f/"))
        self.screenshot(page, "reported")
        return page, number_on(page), page.url.split("?")[0]

    def follow(self, page, link, name="follow"):
        page.goto(link)
        self.screenshot(page, name)

    def rate(self, page, link, rating, solved):
        page.goto(link)
        form = page.locator("form[action$='/rating']")
        form.locator(f"label:has(input[value='{rating}'])").click()
        form.locator("textarea[name=comment]").fill("谢谢，地面干净了。" if solved else "昨天晚上又满了。")
        self.screenshot(page, "rate")
        form.locator(f"button[name=solved][value='{int(solved)}']").click()
        page.wait_for_url(re.compile("rated=1"))
        self.screenshot(page, "rated")

    # The staff

    def open_matter(self, account, screen, number, queue="/matters?open=yes"):
        """Finds a matter in the queue by its number, and opens it."""
        page = self.page_of(account, screen)
        page.goto(f"{queue}&q={number}")
        self.screenshot(page, f"{account}-queue")
        page.locator(".ledger a[href^='/matters/'], #list a[href^='/matters/']").first.click()
        page.wait_for_url(re.compile(r"/matters/\d+"))
        assert number in re.sub(r"\D", "", page.locator("body").inner_text())
        return page

    def act(self, page, act, note=None, photo=None, button=None):
        """Fills in the form of one act and sends it; the same matter is shown again."""
        form = page.locator(f"form[action$='/{act}']").first
        behind = page.locator(f"details:has(form[action$='/{act}'])").first
        if behind.count() and not form.is_visible():
            behind.locator("summary").first.click()
        if note:
            form.locator("textarea[name=note]").fill(note)
        if photo:
            form.locator("input[type=file]").set_input_files(file(photo))
            if self.scripts:
                page.wait_for_timeout(600)
        self.screenshot(page, act)
        with page.expect_navigation():
            form.locator("button[type=submit]").last.click()
        assert page.locator(".problems, [role=alert]").count() == 0, page.locator(".problems, [role=alert]").first.inner_text()

    def dispatch_to(self, page, name):
        """To somebody else than the catalogue says."""
        form = page.locator("form[action$='/dispatch']:has(select[name=handler])")
        behind = page.locator("details:has(select[name=handler])")
        if behind.count() and not form.is_visible():
            behind.locator("summary").first.click()
        select = form.locator("select[name=handler]")
        option = select.locator("option", has_text=name).first
        select.select_option(option.get_attribute("value"))
        self.screenshot(page, "dispatch-other")
        with page.expect_navigation():
            form.locator("button[type=submit]").click()
        assert page.locator(".problems, [role=alert]").count() == 0

    def handle(self, number):
        """The grid leader on a phone: accepts, records, answers with a photo."""
        page = self.page_of("grid", "phone")
        page.goto("/today")
        self.screenshot(page, "grid-today")
        page = self.open_matter("grid", "phone", number, "/matters?mine=true")
        self.act(page, "acceptance")
        self.act(page, "work-record", "已约好清运车，下午三点到。")
        self.act(page, "answer", "楼道里的杂物已经清走，地面冲洗过了。", jpeg("after", colour=(96, 128, 104)))
        self.screenshot(page, "answered")

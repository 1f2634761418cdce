"""Who may do what: an account is opened, a second factor set up and asked for, a role edited and taken back, a reason given, the journal read by
one and not by two, and duties kept apart. On a site of its own, because the roles of a city are everybody's."""

import base64
import hashlib
import hmac
import struct
import time
from datetime import timedelta

import pytest

from conftest import DEMO_PASSWORD, served
from looks import check_page
from people import Client, today
from served import Served

SCREENS = ["phone", "desk"]


@pytest.fixture(scope="module")
def city():
    yield from served(Served())


def time_code(secret, step=0):
    """RFC 6238 with SHA-1, 30 seconds and 6 digits, written anew here."""
    key = base64.b32decode(secret.replace(" ", "") + "=" * (-len(secret.replace(" ", "")) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + step), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def follow(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def enter_code(page, code):
    page.locator("input[name=code]").fill(code)
    press(page, "登录")


def sign_out(page):
    page.goto("/me")
    page.locator("form[action='/sign-out'] button").last.click()
    page.wait_for_load_state()


class Security:
    """The security administrator once the second factor is set up: what a browser keeps of the session, and the codes on paper."""

    def __init__(self, cookies, recovery):
        self.cookies = cookies
        self.recovery = recovery


@pytest.fixture(scope="module")
def security(city):
    return confirmed(city)


def confirmed(city):
    """Sets the second factor up by JSON, for the tests that begin after it; the first test does it on the pages."""
    client = Client(city, "security")
    secret = client.post("/me/second-factor").json()["secret"]
    done = client.post("/me/second-factor/confirmation", {"code": time_code(secret)}).json()
    cookie = {"name": "lianzhi", "value": done["token"], "url": city.address}
    return Security([cookie], done["recovery_codes"])


def as_security(visit, city, security, screen, **options):
    page = visit(screen, at=city, **options)
    page.context.add_cookies(security.cookies)
    return page


def test_a_second_factor_is_set_up_asked_for_and_a_recovery_code_serves_once(visit, sign_in):
    """At a city of its own: the other tests need the security administrator's as their fixture set it up."""
    own = Served()
    try:
        own.start()
        page = visit("phone", at=own)
        sign_in(page, "security")
        page.goto("/me")
        assert page.get_by_text("设置好以前，这个岗位的权限不会生效").is_visible()
        assert page.goto("/roles").status == 403
        page.goto("/me/second-factor")
        check_page(page, "access-factor-phone-none")
        press(page, "设置两步验证")
        check_page(page, "access-factor-phone-pending")
        secret = page.locator("#secret").inner_text()
        page.locator("input[name=code]").fill("000000x")
        press(page, "开启两步验证")
        assert page.get_by_text("验证码不对").count() >= 1
        check_page(page, "access-factor-phone-wrong")
        page.locator("input[name=code]").fill(time_code(secret))
        press(page, "开启两步验证")
        codes = page.locator("#codes li").all_inner_texts()
        assert len(set(codes)) == 10
        check_page(page, "access-factor-phone-codes")
        assert page.goto("/roles").status == 200

        sign_out(page)
        sign_in(page, "security")
        assert page.get_by_role("heading", name="再输一次验证码").is_visible()
        check_page(page, "access-code-phone")
        # The code of the setting up is used up; the next one comes 30 seconds later, and telephones run ahead.
        enter_code(page, time_code(secret, 1))
        assert page.goto("/roles").status == 200

        sign_out(page)
        sign_in(page, "security")
        enter_code(page, codes[0])
        assert page.goto("/roles").status == 200
        sign_out(page)
        sign_in(page, "security")
        enter_code(page, codes[0])
        assert page.get_by_text("已经用过了").first.is_visible()
        page.goto("/roles")
        assert "/sign-in" in page.url
    finally:
        own.stop()
        own.clear()


@pytest.mark.parametrize("screen", SCREENS)
def test_an_administrator_opens_an_account_and_its_owner_chooses_the_password(visit, sign_in, city, screen):
    name = f"clerk-{screen}"
    page = visit(screen, at=city)
    sign_in(page, "admin")
    page.goto("/accounts")
    check_page(page, f"access-{screen}-accounts")
    follow(page, "开账号")
    community = Client(city, "desk-community").get("/me").json()["holdings"][0]["area"]
    code = Client(city, "admin").get(f"/areas/{community}").json()["area"]["code"]
    page.locator("input[name=account]").fill(name)
    page.locator("input[name=person]").fill("季春晓")
    # A post with power over others is not the system administrator's to give, and is not offered.
    offered = page.locator("select[name=type] option").evaluate_all("all => all.map(one => one.value)")
    assert "desk_community" in offered and not [type for type in offered if type.endswith("administrator")]
    # Where there is no such post: said where the form stands, filled in as it was.
    page.locator("select[name=type]").select_option("desk_community")
    page.locator("input[name=area]").fill(code[:4])
    press(page, "开账号")
    assert page.locator(".error").count() == 1
    assert page.locator("input[name=account]").input_value() == name
    check_page(page, f"access-{screen}-account-refused")
    page.locator("select[name=type]").select_option("desk_community")
    page.locator("input[name=area]").fill(code)
    press(page, "开账号")
    password = page.locator("#password").inner_text()
    check_page(page, f"access-{screen}-password")
    follow(page, "已经告诉本人")
    assert page.get_by_text("季春晓").first.is_visible()
    check_page(page, f"access-{screen}-account")

    owner = visit(screen, at=city)
    sign_in(owner, name, password)
    assert owner.goto("/matters").status == 403
    owner.goto("/me")
    owner.locator("input[name=current]").fill(password)
    owner.locator("input[name=new]").fill("seven quiet herons")
    owner.locator("form[action='/me/password'] button").click()
    owner.wait_for_load_state()
    assert owner.goto("/matters").status == 200


@pytest.mark.parametrize("screen", SCREENS)
def test_a_role_is_edited_after_a_preview_counts_at_once_and_is_taken_back(visit, city, security, screen):
    edit_role(visit, city, security, screen)


def edit_role(visit, city, security, screen):
    grid = Client(city, "grid")
    page = as_security(visit, city, security, screen)
    page.goto("/roles")
    check_page(page, f"access-{screen}-roles")
    follow(page, "网格长")
    check_page(page, f"access-{screen}-role")
    page.locator("input[name=contact_reveal]").uncheck()
    press(page, "看看影响")
    check_page(page, f"access-{screen}-preview")
    who = page.locator("a[href*='/preview/contact.reveal']")
    count = int("".join(letter for letter in who.inner_text() if letter.isdigit()))
    assert "少了" in page.locator("main").inner_text()
    who.click()
    page.wait_for_load_state()
    check_page(page, f"access-{screen}-touched")
    told = Client(city, "admin").list("/posts?type=grid_leader&limit=200")
    assert count == len([post for post in told if post["holders"] or post["acting"]])
    page.go_back()
    page.locator("textarea[name=reason]").fill("号码只由社区查看")
    press(page, "确定修改")
    assert "号码只由社区查看" in page.locator("#history").inner_text()
    assert "contact.reveal" not in permissions(grid)
    check_page(page, f"access-{screen}-edited")
    page.locator("#history form button").first.click()
    page.wait_for_load_state()
    assert "已撤回" in page.locator("#history").inner_text()
    assert "contact.reveal" in permissions(grid)
    check_page(page, f"access-{screen}-restored")


def permissions(client):
    return [name for holding in client.get("/me").json()["holdings"] for name in holding["permissions"]]


@pytest.mark.parametrize("screen", SCREENS)
def test_why_is_answered_in_a_sentence_with_post_rule_and_dates(visit, sign_in, city, screen):
    page = visit(screen, at=city)
    sign_in(page, "admin")
    page.goto("/why")
    check_page(page, f"access-{screen}-why")
    page.locator("input[name=account]").fill("grid")
    page.locator("select[name=permission]").select_option("matter.handle")
    press(page, "查")
    yes = page.locator("#answer").inner_text()
    assert "网格长" in yes and "角色“网格长”" in yes and "起任" in yes and "范围是" in yes
    check_page(page, f"access-{screen}-why-yes")
    page.locator("select[name=permission]").select_option("journal.read")
    press(page, "查")
    no = page.locator("#answer").inner_text()
    assert "不可以" in no and "没有“查看审计日志”这项权限" in no
    check_page(page, f"access-{screen}-why-no")


@pytest.mark.parametrize("screen", SCREENS)
def test_what_must_be_apart_is_refused_in_a_sentence(visit, city, security, screen):
    """The security administrator would make the system administrator the auditor."""
    admin = Client(city, "admin")
    name = admin.get("/me").json()["name"]
    post = admin.list("/posts?type=audit_administrator")[0]["id"]
    page = as_security(visit, city, security, screen)
    page.goto("/separation")
    assert page.get_by_text("没有人同时担任应当分开的职责").is_visible()
    check_page(page, f"access-{screen}-separation")
    page.goto(f"/posts/{post}")
    follow(page, "接任")
    page.get_by_label("找人").fill(name)
    press(page, "查找")
    page.locator("input[name=person]").first.check()
    press(page, "确定接任")
    assert page.get_by_text("不能归同一个人").first.is_visible()
    check_page(page, f"access-{screen}-apart-refused")
    page.goto("/separation")
    assert page.get_by_text("没有人同时担任应当分开的职责").is_visible()


@pytest.mark.parametrize("screen", SCREENS)
def test_the_last_who_may_edit_roles_does_not_leave(visit, city, security, screen):
    keep_somebody(visit, city, security, screen)


def keep_somebody(visit, city, security, screen):
    """From the day after the last one nobody could edit roles: said in the form, with what to do first."""
    post = Client(city, "admin").list("/posts?type=security_administrator")[0]["id"]
    page = as_security(visit, city, security, screen)
    page.goto(f"/posts/{post}/ending")
    last = today() + timedelta(days=40)
    page.locator("input[name=last_day]").fill(last.isoformat())
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    said = page.locator("[role=alert]").inner_text()
    assert (last + timedelta(days=1)).isoformat() in said and "请先" in said
    assert page.locator("input[name=last_day]").input_value() == last.isoformat()
    check_page(page, f"access-{screen}-last-one")


def test_roles_are_edited_and_kept_on_postgres_too(visit, site_on_postgres):
    security = confirmed(site_on_postgres)
    edit_role(visit, site_on_postgres, security, "phone")
    keep_somebody(visit, site_on_postgres, security, "phone")


@pytest.mark.parametrize("screen", SCREENS)
def test_the_auditor_reads_the_journal_and_the_other_two_may_not(visit, sign_in, city, security, screen):
    audit = visit(screen, at=city)
    sign_in(audit, "audit")
    assert audit.goto("/journal").status == 200
    assert audit.get_by_text("登录").count() >= 1
    check_page(audit, f"access-{screen}-journal")
    audit.locator("select[name=subject]").select_option("account")
    press(audit, "筛选")
    assert "账号：audit" in audit.locator("table").inner_text()
    whats = audit.locator("table .what").all_inner_texts()
    assert whats and not [what for what in whats if "." in what]
    assert audit.goto("/accounts").status == 403
    admin = visit(screen, at=city)
    sign_in(admin, "admin")
    assert admin.goto("/journal").status == 403
    assert as_security(visit, city, security, screen).goto("/journal").status == 403


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_the_pages_are_in_order_in_both_languages_and_in_the_dark(visit, sign_in, city, security, screen, scheme, locale):
    name = f"access-{screen}-{scheme}-{locale[:2]}"
    options = {"color_scheme": scheme, "locale": locale}
    page = as_security(visit, city, security, screen, **options)
    preview = "/roles/grid_leader/preview?matter_read=1&area_read=1&journal_read=1"
    for path in ("/roles", "/roles/grid_leader", preview, "/accounts", "/separation", "/me/second-factor", "/why?account=grid&permission=matter.read"):
        page.goto(path)
        check_page(page, f"{name}-{path.split('?')[0].strip('/').replace('/', '-')}")
    other = visit(screen, at=city, **options)
    sign_in(other, "audit", DEMO_PASSWORD)
    for path in ("/journal", "/journal?subject=account"):
        other.goto(path)
        check_page(other, f"{name}-{path.strip('/').replace('?', '-')}")

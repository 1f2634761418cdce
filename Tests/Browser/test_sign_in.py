"""The page to sign in: how it looks, what it says to a wrong password."""

import pytest

from conftest import DEMO_ACCOUNTS
from looks import check_page


@pytest.mark.parametrize("screen", ["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_in_order(visit, screen, scheme):
    page = visit(screen, color_scheme=scheme)
    assert page.goto("/sign-in").status == 200
    check_page(page, f"sign-in-{screen}-{scheme}")


def test_it_is_in_chinese_first_and_in_english_for_who_asks(visit):
    chinese = visit("phone")
    chinese.goto("/sign-in")
    assert chinese.locator("html").get_attribute("lang") == "zh-CN"
    english = visit("phone", locale="en-GB")
    english.goto("/sign-in")
    assert english.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_wrong_password_is_answered_in_place(visit, sign_in, scripts):
    page = visit("phone", java_script_enabled=scripts)
    sign_in(page, "nobody", "not the password")
    assert "/sign-in" in page.url
    assert page.locator("[role=alert], .problem, .problems").count() >= 1
    assert page.locator("input[type=password]").input_value() == ""


def test_it_can_be_used_with_the_keyboard_alone(visit):
    page = visit("desk")
    page.goto("/sign-in")
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.matches('input[type=password]')"))
    assert any(reached)


@pytest.mark.parametrize("account", DEMO_ACCOUNTS)
def test_every_demo_account_comes_in(visit, sign_in, account):
    page = visit("phone")
    sign_in(page, account)
    assert "/sign-in" not in page.url
    check_page(page, f"home-{account}")

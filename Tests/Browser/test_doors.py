"""Who answers for this door, and since when? A resident on a phone asks, on either engine; staff see more of the same chain."""

from datetime import date, timedelta

import pytest

from looks import check_page
from people import Client


@pytest.fixture(params=["site", "site_on_postgres"])
def town(request):
    return request.getfixturevalue(request.param)


def spoken(day, today):
    """A date as residents read it: with its year when it is not this one."""
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


class Doorway:
    """A stairwell of a grid that no demo account looks after, whose leader is in office."""

    def __init__(self, town, nth=0):
        self.street = Client(town, "desk-street")
        community = Client(town, "desk-community")
        own = Client(town, "grid").area()
        posts = [row for row in community.list("/posts?type=grid_leader&state=held&limit=200") if row["area"] != own]
        self.post = posts[nth]["id"]
        self.code = community.list(f"/areas/{posts[nth]['area']}/codes?kind=unit")[0]["code"]
        self.public = Client(town)

    def rung(self, level, day=None):
        door = self.public.get(f"/q/{self.code}/door" + (f"?on={day}" if day else "")).json()
        return next(rung for rung in door["rungs"] if rung["level"] == level)

    def leader(self, day=None):
        """Who leads the grid on a day, as everybody may know: names and first days."""
        posts = [post for post in self.rung("grid", day)["posts"] if post["id"] == self.post]
        return [(holder["name"], holder["since"]) for post in posts for holder in post["holders"]]

    def act(self, path, body):
        version = self.street.get(f"/posts/{self.post}").headers["ETag"]
        answer = self.street.post(f"/posts/{self.post}/{path}", body, headers={"If-Match": version})
        assert answer.status_code == 200, answer.text


def test_a_resident_sees_the_chain_and_how_it_changes(visit, town):
    door = Doorway(town)
    today = date.fromisoformat(door.public.get(f"/q/{door.code}/door").json()["on"])
    (before, since), = door.leader()
    assert before and since <= today.isoformat()

    phone = visit("phone", at=town)
    phone.goto(f"/q/{door.code}")
    phone.get_by_role("link", name="看看这里由谁负责").click()
    phone.wait_for_url("**/door")
    check_page(phone, f"doors-phone-{town.city}-chain")
    chain = phone.locator("#chain").inner_text()
    assert before in chain and f"自 {spoken(date.fromisoformat(since), today)} 起" in chain
    # From the stairwell up, in this order.
    levels = [rung["level"] for rung in door.public.get(f"/q/{door.code}/door").json()["rungs"]]
    assert levels == [level for level in ("unit", "building", "grid", "community", "subdistrict", "district") if level in levels]
    assert {"building", "grid", "community", "subdistrict", "district"} <= set(levels)

    # The leader goes at the end of yesterday: the door says so at once, and who steps in.
    the_day_before = today - timedelta(days=1)
    yesterday = the_day_before.isoformat()
    door.act("ending", {"last_day": yesterday, "reason": "moved"})
    assert door.leader() == [] and door.rung("grid")["vacant"] and door.rung("grid")["steps_in"] is not None
    phone.reload()
    vacant = phone.locator("#chain").inner_text()
    assert before not in vacant and "空缺" in vacant
    check_page(phone, "doors-phone-vacant")

    # Somebody new from today on; yesterday's door still names the old one.
    door.act("appointment", {"name": "孟晓晴", "phone": "13900002222", "from": today.isoformat()})
    assert door.leader() == [("孟晓晴", today.isoformat())]
    assert door.leader(yesterday) == [(before, since)]
    phone.reload()
    assert "孟晓晴" in phone.locator("#chain").inner_text()
    phone.locator("details summary").click()
    phone.get_by_label("日期").fill(yesterday)
    phone.get_by_role("button", name="查看").click()
    phone.wait_for_load_state()
    assert f"按 {spoken(the_day_before, today)} 当天的情况" in phone.locator("main").inner_text()
    past = phone.locator("#chain").inner_text()
    assert before in past and "孟晓晴" not in past
    check_page(phone, "doors-phone-yesterday")


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_door_is_found_by_its_address_and_staff_may_go_on_from_there(visit, sign_in, town, screen):
    door = Doorway(town, nth=1)
    shown = door.public.get(f"/q/{door.code}/door").json()
    building = shown["building"]
    name = next(rung["name"] for rung in shown["rungs"] if rung["level"] == "building")
    page = visit(screen, at=town)
    page.goto("/doors")
    page.get_by_label("地址").fill(f"{name} {shown['unit']} 单元")
    page.get_by_role("button", name="查找").click()
    page.wait_for_load_state()
    check_page(page, f"doors-{screen}-found")
    page.locator(f"#found a[href='/doors/{building}?unit={shown['unit']}']").click()
    page.wait_for_load_state()
    # A resident reads names that hang on the board, and goes nowhere from them.
    assert page.locator("#chain a[href^='/posts/']").count() == 0
    sign_in(page, "desk-street")
    page.goto(f"/doors/{building}?unit={shown['unit']}")
    check_page(page, f"doors-{screen}-staff")
    page.locator(f"#chain a[href='/posts/{door.post}']").click()
    page.wait_for_load_state()
    assert page.url.endswith(f"/posts/{door.post}")


def test_no_such_door_and_nobody_in_office(town):
    public = Client(town)
    for path in ("/q/22222222/door", "/doors/1", "/doors/1?unit=3"):
        assert public.get(path).status_code == 404, path
    code = Doorway(town).code
    assert public.get(f"/q/{code}/door?on=yesterday").status_code == 422
    # The house stood before anybody was appointed.
    long_ago = public.get(f"/q/{code}/door?on=1990-01-01").json()
    assert long_ago["answering"] is None and all(rung["vacant"] and rung["steps_in"] is None for rung in long_ago["rungs"])

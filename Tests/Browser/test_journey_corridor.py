"""A resident's report comes back as an answer: on SQLite, on PostgreSQL, and as another city calls it."""

import pytest

from conftest import served
from journey import Journey
from people import Client, door_codes
from served import Served


@pytest.fixture(scope="module")
def site_of_zhenjiang():
    yield from served(Served(city="zhenjiang"))


def walk(visit, sign_in, site, shots, scripts=True):
    """From the code on the door to the closed matter."""
    way = Journey(visit, sign_in, site, shots, scripts)
    say = "三楼平台堆着旧家具和纸箱，堵了半边楼梯，老人上下楼要侧着身子。"
    resident, number, link = way.report(door_codes(site)[0], "corridor", say, phone="13800138000")
    desk = way.open_matter("desk-community", "desk", number)
    assert say in desk.locator("#asked").inner_text()
    assert "13800138000" not in desk.content()
    way.act(desk, "dispatch", "请今天去看一下。")
    way.screenshot(desk, "dispatched")
    way.handle(number)
    desk = way.open_matter("desk-community", "desk", number)
    way.act(desk, "verification", "打电话问过，已经清走。")
    way.follow(resident, link)
    assert resident.locator(".photos.pair img").count() == 2
    way.rate(resident, link, 5, solved=True)
    desk.reload()
    way.act(desk, "closure")
    way.screenshot(desk, "closed")
    row = Client(site, "desk-street").matter(number)
    assert row["state"] == "closed" and row["rating"] == 5 and row["confirmed"] is True and row["closedAt"]
    return way, desk


def test_a_report_is_handled_and_its_reporter_is_satisfied(visit, sign_in, site):
    walk(visit, sign_in, site, "corridor")


def test_the_same_on_postgres(visit, sign_in, site_on_postgres):
    walk(visit, sign_in, site_on_postgres, "postgres")


def test_the_same_without_javascript(visit, sign_in, site):
    walk(visit, sign_in, site, "plain", scripts=False)


def test_another_city_has_stages_of_its_own(visit, sign_in, site_of_zhenjiang):
    _, desk = walk(visit, sign_in, site_of_zhenjiang, "zhenjiang")
    stages = desk.locator("ol.steps").inner_text()
    assert [stages.find(stage) >= 0 for stage in ["集单", "派单", "接单", "评单"]] == [True] * 4, stages

"""A resident's report comes back as an answer: in every city, on SQLite and on PostgreSQL, and without JavaScript."""

from journey import Journey
from people import Client, door_codes


# As each city calls them.
STAGES = {
    "jilin": ["收集", "会商", "落实", "评价"],
    "zhenjiang": ["集单", "派单", "接单", "评单"],
    "zhenlai": ["收集", "联商", "联办", "评议"],
    "taonan": ["建单", "派单", "办单", "评单"],
    "shizuishan": ["下单", "派单", "办单", "评单"],
}


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


def test_a_report_is_handled_and_its_reporter_is_satisfied(visit, sign_in, city):
    _, desk = walk(visit, sign_in, city, f"corridor-{city.city}")
    stages = desk.locator("ol.steps").inner_text()
    assert [stage for stage in STAGES[city.city] if stage not in stages] == []


def test_the_same_on_postgres(visit, sign_in, site_on_postgres):
    walk(visit, sign_in, site_on_postgres, "postgres")


def test_the_same_without_javascript(visit, sign_in, site):
    walk(visit, sign_in, site, "plain", scripts=False)

"""What does not go straight on: not solved, and not ours."""

from journey import Journey
from people import Client, door_codes


def test_what_is_not_solved_is_reopened_one_level_up(visit, sign_in, city):
    way = Journey(visit, sign_in, city, f"unsolved-{city.city}")
    resident, number, link = way.report(door_codes(city)[1], "corridor", "楼道的灯不亮，还堆着自行车。", photo=False)
    desk = way.open_matter("desk-community", "desk", number)
    way.act(desk, "dispatch")
    way.handle(number)
    desk.reload()
    way.act(desk, "verification")
    way.rate(resident, link, 1, solved=False)
    community, street = Client(city, "desk-community"), Client(city, "desk-street")
    row = street.matter(number)
    assert row["state"] == "reopened" and row["deskLevel"] == "subdistrict" and row["reopened"] == 1
    # The community's desk still sees it, and can no longer dispatch it.
    desk.reload()
    assert desk.locator("form[action$='/dispatch']").count() == 0
    way.screenshot(desk, "community-cannot")
    handler = f"post:{row['handlerPost']}" if row["handlerPost"] else "post:1"
    version = community.get(f"/matters/{row['id']}").headers["ETag"]
    refused = community.post(f"/matters/{row['id']}/dispatch", {"handler": handler}, headers={"If-Match": version})
    assert refused.status_code == 403, refused.text
    above = way.open_matter("desk-street", "desk", number)
    way.act(above, "dispatch", "请再去一次，看看是谁放的。")
    assert street.matter(number)["state"] == "dispatched"


def test_a_department_returns_what_is_not_its_own(visit, sign_in, city):
    way = Journey(visit, sign_in, city, f"returned-{city.city}")
    _, number, link = way.report(door_codes(city)[2], "drain", "单元门口下水道往外反水，楼道里有积水。", photo=False)
    desk = way.open_matter("desk-community", "desk", number)
    way.act(desk, "dispatch")
    drainage = way.open_matter("drainage", "desk", number)
    way.act(drainage, "return", "堵的是户内管道，在小区红线内，应由物业处理。")
    desk.reload()
    assert "在小区红线内" in desk.locator("#story").inner_text()
    way.screenshot(desk, "back-at-the-desk")
    way.dispatch_to(desk, "物业")
    row = Client(city, "desk-community").matter(number)
    assert row["state"] == "dispatched" and row["handlerOrganisation"]
    assert number in Client(city, "property").get(f"/matters?q={number}").text
    assert Client(city, "drainage").list(f"/matters?open=yes&mine=true&q={number}") == []

"""An administrator redraws two grids on the map: neighbours move together, a building changes hands, the plan check passes."""

import json
import re

import geojson
import pytest

from looks import check_accessible, check_fits, shoot
from people import Client, today

BOX = ".drawing-box"
TODAY = str(today())


@pytest.fixture(scope="module")
def community(site):
    desk = Client(site, "desk-street")
    return desk.list("/areas?level=community")[0]["id"]


def drawing(site, community, query=""):
    answer = Client(site, "desk-street").get(f"/areas/{community}/drawing{query}")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/geo+json"
    return answer


def open_editor(page, community):
    page.goto(f"/areas/{community}/drawing")
    page.wait_for_selector(f"{BOX}[data-ready]")
    page.wait_for_timeout(200)


def drag(page, corner, to):
    """With the mouse, as a hand does it: in steps."""
    box = corner.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(to[0], to[1], steps=12)
    page.mouse.up()


def point_of(page, name):
    """Where the middle of a grid's name stands on the screen."""
    box = page.locator(f"{BOX} .map-name:not(.beside)", has_text=re.compile(f"^{name}$")).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def households(page):
    rows = page.locator("tr[data-grid]")
    return {rows.nth(index).get_attribute("data-grid"): int(rows.nth(index).locator("[data-households]").inner_text().replace(",", "")) for index in range(rows.count())}


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_two_grids_are_redrawn_by_dragging_a_corner(visit, sign_in, site, community, screen):
    before = drawing(site, community).json()
    page = visit(screen)
    sign_in(page, "desk-street")
    open_editor(page, community)
    check_fits(page)
    check_accessible(page)
    shoot(page, f"boundary-{screen}-1-open")
    counted = households(page)
    assert counted == {str(one["id"]): one["properties"]["households"] for one in before["features"]}
    # A junction of four grids goes into one of them, as far as its name.
    corner = page.locator(f"{BOX} .corner.junction:not(.shared)").nth(2 if screen == "desk" else 5)
    label = corner.get_attribute("aria-label")
    name = label.split("之间")[0].split(" · ")[0]
    drag(page, corner, point_of(page, name))
    now = households(page)
    assert now != counted and sum(now.values()) == sum(counted.values())
    assert "换了网格" in page.locator(".map-said").inner_text()
    assert page.locator(f"{BOX} .house.handed").count() > 0
    shoot(page, f"boundary-{screen}-2-dragged")
    # Undo brings everything back, redo the new border.
    page.locator("[data-act=undo]").click()
    assert households(page) == counted
    page.locator("[data-act=redo]").click()
    assert households(page) == now
    page.locator("button[name=step][value=check]").click()
    page.wait_for_selector("#dry-run")
    page.wait_for_selector(f"{BOX}[data-ready]")
    assert page.locator("#dry-run tbody tr").count() > 0
    assert households(page) == now, "the drawing that was sent is still on the map"
    check_accessible(page)
    shoot(page, f"boundary-{screen}-3-dry-run")
    page.locator("button[name=step][value=save]").click()
    page.wait_for_url(re.compile("saved=true"))
    page.wait_for_selector(f"{BOX}[data-ready]")
    assert page.locator(".notice").is_visible()
    shoot(page, f"boundary-{screen}-4-saved")
    after = drawing(site, community).json()
    assert {str(one["id"]): one["properties"]["households"] for one in after["features"]} == now
    page.goto(f"/areas/{community}/plan-check")
    kinds = {row["kind"] for row in Client(site, "desk-street").list(f"/areas/{community}/plan-check")}
    assert kinds <= {"small", "large"}
    page.wait_for_load_state("networkidle")
    check_fits(page)
    check_accessible(page)
    shoot(page, f"boundary-{screen}-5-check")


def test_a_corner_cannot_be_dragged_over_a_border(visit, sign_in, community):
    page = visit("desk")
    sign_in(page, "desk-street")
    open_editor(page, community)
    counted = households(page)
    corner = page.locator(f"{BOX} .corner").first
    start = corner.bounding_box()
    box = page.locator(BOX).bounding_box()
    drag(page, corner, (box["x"] + box["width"] - 8, box["y"] + box["height"] - 8))
    assert sum(households(page).values()) == sum(counted.values())
    assert "不能交叉" in page.locator(".map-said").inner_text()
    # It stays where it last could be, within the drawing.
    assert page.locator(f"{BOX} .corner.wrong").count() == 0
    assert start


def test_the_editor_is_used_with_the_keyboard_alone(visit, sign_in, community):
    page = visit("desk")
    sign_in(page, "desk-street")
    open_editor(page, community)
    corners = page.locator(f"{BOX} .corner").count()
    page.locator(BOX).focus()
    page.keyboard.press("PageDown")
    assert page.locator(f"{BOX} .corner.current").evaluate("element => element === document.activeElement")
    before = page.locator(f"{BOX} .corner.current").bounding_box()
    for _ in range(5):
        page.keyboard.press("Shift+ArrowRight")
    after = page.locator(f"{BOX} .corner.current").bounding_box()
    assert after["x"] > before["x"] + 2
    page.keyboard.press("Insert")
    assert page.locator(f"{BOX} .corner").count() == corners + 1
    page.keyboard.press("Delete")
    assert page.locator(f"{BOX} .corner").count() == corners
    for _ in range(7):
        page.keyboard.press("Control+z")
    assert page.locator("[data-act=undo]").is_disabled()


def border_corner(page):
    """A corner of the outer border that two communities share, in the middle of the map where a hand can reach it."""
    box = page.locator(BOX).bounding_box()
    corners = page.locator(f"{BOX} .corner.shared")
    assert corners.count() > 0

    def off(index):
        at = corners.nth(index).bounding_box()
        return abs(at["x"] - box["x"] - box["width"] / 2) + abs(at["y"] - box["y"] - box["height"] / 2)

    return corners.nth(min(range(corners.count()), key=off))


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_the_border_between_two_communities_moves_both(visit, sign_in, own_site, screen):
    site = own_site.start()
    desk = Client(site, "desk-street")
    community = desk.list("/areas?level=community")[0]["id"]
    street = desk.area()
    before = drawing(site, community).json()
    assert before["loose"] and before["neighbours"]
    page = visit(screen, at=site)
    sign_in(page, "desk-street")
    open_editor(page, community)
    check_fits(page)
    check_accessible(page)
    shoot(page, f"border-{screen}-1-open")
    corner = border_corner(page)
    at = corner.bounding_box()
    corner.focus()
    # With the keys, as with the mouse: three steps of ten metres.
    for _ in range(3):
        page.keyboard.press("Shift+ArrowUp")
    moved = page.locator(f"{BOX} .corner.current").bounding_box()
    assert moved["y"] < at["y"] - 2
    shoot(page, f"border-{screen}-2-moved")
    page.locator("button[name=step][value=save]").click()
    page.wait_for_url(re.compile("saved=true"))
    page.wait_for_selector(f"{BOX}[data-ready]")
    shoot(page, f"border-{screen}-3-saved")
    after = drawing(site, community).json()
    assert after["whole"] != before["whole"]
    old = {one["id"]: one["geometry"] for one in before["neighbours"]}
    assert any(old[one["id"]] != one["geometry"] for one in after["neighbours"])
    # The whole subdistrict still fits together.
    assert {row["kind"] for row in desk.list(f"/areas/{street}/plan-check?limit=200")} <= {"small", "large"}
    # What lies beyond the subdistrict is not the desk's: those corners stay, and say so.
    stone = page.locator(f"{BOX} .corner-stone").first
    stone.click(force=True)
    assert "不归您管" in page.locator(".map-said").inner_text()


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_stale_drawing_comes_back_and_tells_what_others_changed(visit, sign_in, own_site, screen):
    site = own_site.start()
    desk = Client(site, "desk-street")
    community = desk.list("/areas?level=community")[0]["id"]
    page = visit(screen, at=site)
    sign_in(page, "desk-street")
    open_editor(page, community)
    counted = households(page)
    corner = page.locator(f"{BOX} .corner.junction:not(.shared)").first
    corner.focus()
    for _ in range(4):
        page.keyboard.press("Shift+ArrowLeft")
    drawn = page.locator(f"{BOX} .corner.current").bounding_box()
    # Meanwhile somebody else splits a grid.
    grid = drawing(site, community).json()["features"][-1]
    houses = [one["id"] for one in desk.get(f"/areas/{community}/drawing/buildings").json()["features"] if str(one["properties"]["grid"]) == str(grid["id"])]
    split = {"kind": "split", "day": TODAY, "name": "第99网格", "buildings": houses[:2]}
    made = desk.post(f"/areas/{grid['id']}/changes", split, headers={"If-Match": desk.get(f"/areas/{grid['id']}").headers["ETag"]})
    assert made.status_code == 201, made.text
    page.locator("button[name=step][value=save]").click()
    page.wait_for_selector("#news")
    page.wait_for_selector(f"{BOX}[data-ready]")
    told = page.locator("#news").inner_text()
    assert "第99网格" in told and grid["properties"]["name"] in told
    assert page.locator(f"{BOX} .saved-now").count() > 0
    assert page.locator("button[name=step][value=save]").count() == 0, "nothing is saved over it unseen"
    check_fits(page)
    check_accessible(page)
    shoot(page, f"stale-{screen}-1-told")
    # Checking does not carry the new version in either.
    page.locator("button[name=step][value=check]").click()
    page.wait_for_selector(f"{BOX}[data-ready]")
    assert page.locator("#news").count() == 1
    page.locator("button[name=step][value=seen]").click()
    page.wait_for_selector("button[name=step][value=save]")
    page.wait_for_selector(f"{BOX}[data-ready]")
    shoot(page, f"stale-{screen}-2-seen")
    page.locator("button[name=step][value=save]").click()
    page.wait_for_url(re.compile("saved=true"))
    assert counted and drawn
    after = {one["properties"]["name"] for one in drawing(site, community).json()["features"]}
    assert "第99网格" in after


def test_without_scripts_a_file_does_the_same(visit, sign_in, site, community):
    collection = drawing(site, community).json()
    page = visit("desk", java_script_enabled=False)
    sign_in(page, "desk-street")
    page.goto(f"/areas/{community}/drawing")
    first = collection["features"][0]
    first["geometry"]["coordinates"][0][1][0] -= 0.0004
    first["geometry"]["coordinates"][0][1][1] -= 0.0004
    send(page, collection)
    assert page.locator(".wrongs li").count() >= 1, "a gap is refused"
    shoot(page, "boundary-plain-refused")
    check = Client(site, "desk-street").list(f"/areas/{community}/plan-check")
    assert {row["kind"] for row in check} <= {"small", "large"}


def send(page, collection, step="save"):
    page.locator("details.more summary").click() if not page.locator("#file").is_visible() else None
    page.locator("#file").set_input_files({"name": "grids.geojson", "mimeType": "application/geo+json", "buffer": json.dumps(collection).encode()})
    page.locator(f"button[name=step][value={step}]").click()
    page.wait_for_load_state()


def test_what_goes_out_is_valid_geojson_and_comes_back_in_every_datum(site, community):
    desk = Client(site, "desk-street")
    for datum in ("wgs84", "gcj02", "bd09"):
        answer = drawing(site, community, f"?datum={datum}")
        read = geojson.loads(answer.text)
        assert isinstance(read, geojson.FeatureCollection) and read.is_valid, read.errors()
        for feature in read["features"]:
            assert feature.is_valid, feature.errors()
            assert feature["properties"]["code"] and feature["properties"]["name"] and feature["properties"]["kind"] in ("basic", "all_purpose", "dedicated")
        body = {"geojson": answer.text, "step": "check"}
        back = desk.post(f"/areas/{community}/drawing", body, headers={"If-Match": answer.headers["etag"], "Idempotency-Key": f"datum-{datum}-{community}"})
        assert back.status_code == 200, back.text
        assert back.json()["moved"] == []
        assert datum != "wgs84" or back.json()["redrawn"] == []

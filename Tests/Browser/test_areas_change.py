"""An administrator splits a community, and a grid, with open matters in them: what stands in the part goes to the part."""

import datetime
import json
import re

import pytest

from looks import check_accessible, check_fits, shoot
from people import Client, door_codes, today

TODAY = today()


def looked_at(page, name):
    page.wait_for_load_state("networkidle")
    shoot(page, f"areas-{name}")
    check_fits(page)
    # Without scripts there is no axe in the page either.
    if "phone" not in name:
        check_accessible(page)


def community_of(site):
    return Client(site, "desk-community").area()


def buildings_on(page):
    """The form's boxes: id of the building -> its label."""
    boxes = page.locator("input[name=buildings]")
    return [boxes.nth(index).get_attribute("value") for index in range(boxes.count())]


def codes(site, area):
    """Building -> printed code, as they hang on the doors."""
    out, path = {}, f"/areas/{area}/codes?kind=building&limit=200"
    for row in Client(site, "desk-street").list(path):
        out[row["building"]] = row["code"]
    return out


def tick(page, buildings):
    for building in buildings:
        page.locator(f"label:has(input[name=buildings][value='{building}'])").click()


def report(site, code, say="路灯不亮，晚上看不清台阶，请来看看。"):
    answer = Client(site).post(f"/q/{code}/reports", {"category": "lighting", "say": say}, headers={"Idempotency-Key": f"split-{code}"})
    assert answer.status_code == 201, answer.text
    return answer.json()["number"]


@pytest.mark.parametrize("screen,scripts", [("desk", True), ("phone", False)])
def test_a_community_is_split_with_open_matters_in_it(visit, sign_in, own_site, screen, scripts):
    site = own_site.start()
    community = community_of(site)
    street = Client(site, "desk-street")
    grids = street.get(f"/areas/{community}").json()["children"]
    doors = codes(site, community)
    one = codes(site, grids[0]["id"])
    leaving, staying = list(one)[:2], list(one)[2]
    numbers = {building: report(site, doors[building]) for building in leaving + [staying]}
    before = {building: street.matter(number) for building, number in numbers.items()}

    page = visit(screen, at=site, java_script_enabled=scripts)
    sign_in(page, "admin")
    page.goto(f"/areas/{community}")
    looked_at(page, f"{screen}-1-area")
    page.locator(f"a[href='/areas/{community}/changes/new']").click()
    looked_at(page, f"{screen}-2-menu")
    page.locator("a[href$='kind=split']").click()
    assert set(one) <= set(buildings_on(page))
    # The first try has no building in it: the form comes back and says so.
    page.locator("input[name=name]").fill("东城社区")
    page.locator("form[action$='/change-previews'] button[type=submit]").last.click()
    assert page.locator(".wrongs, .error").count() > 0
    looked_at(page, f"{screen}-3-refused")
    assert page.locator("input[name=name]").input_value() == "东城社区"
    tick(page, leaving)
    page.locator("input[name=reason]").fill("区政发〔2026〕18 号")
    looked_at(page, f"{screen}-4-form")
    page.locator("form[action$='/change-previews'] button[type=submit]").last.click()
    page.wait_for_load_state()
    text = page.locator("main").inner_text()
    assert "东城社区" in text and "2 栋楼" in text and "件在办事项" in text
    looked_at(page, f"{screen}-5-dry-run")
    # Nothing has changed yet.
    assert [street.matter(number)["area"] for number in numbers.values()] == [row["area"] for row in before.values()]
    page.locator(f"form[action='/areas/{community}/changes'] button[type=submit]").click()
    page.wait_for_url(re.compile("/area-changes/"))
    looked_at(page, f"{screen}-6-applied")
    change = page.url.rsplit("/", 1)[1]

    after = {building: street.matter(number) for building, number in numbers.items()}
    news = [area for area in street.list("/areas?level=community&q=东城") if area["name"] == "东城社区"]
    assert len(news) == 1
    parts = street.get(f"/areas/{news[0]['id']}").json()["children"]
    assert [part["name"] for part in parts] == [grids[0]["name"]]
    # What was cut off is drawn at once, and nothing in the subdistrict gapes or overlaps.
    drawing = street.get(f"/areas/{news[0]['id']}/drawing").json()
    assert drawing["whole"] and all(feature["geometry"] for feature in drawing["features"])
    assert {row["kind"] for row in street.list(f"/areas/{street.area()}/plan-check?limit=200")} <= {"small", "large"}
    for building in leaving:
        assert after[building]["area"] == parts[0]["id"] != before[building]["area"]
        # The code that was printed long ago leads to the new grid.
        door = Client(site).get(f"/q/{doors[building]}").json()
        assert "东城社区" in json.dumps(door, ensure_ascii=False)
    assert after[staying]["area"] == before[staying]["area"]
    story = street.get(f"/matters/{after[leaving[0]]['id']}").json()
    assert "rehomed" in json.dumps(story)
    # The old community counts two fewer today, and as many as ever on the areas of yesterday.
    yesterday = TODAY - datetime.timedelta(days=1)

    def open_in(area, structure=""):
        tiles = street.get(f"/tiles?area={area}{structure}").json()["tiles"]["open"]
        rows = street.list(f"/matters?open=yes&limit=200&area={area}{structure}")
        assert len(rows) == min(tiles, 200)
        return tiles

    assert open_in(community) + open_in(news[0]["id"]) == open_in(community, f"&structure={yesterday}")
    sign_in(page, "desk-street")
    page.goto(f"/tiles?area={community}&structure={yesterday}")
    looked_at(page, f"{screen}-7-tiles-as-they-were")
    page.goto(f"/matters?open=yes&area={community}&structure={yesterday}")
    looked_at(page, f"{screen}-8-queue-as-it-was")
    page.goto(f"/areas/{community}?structure={yesterday}")
    looked_at(page, f"{screen}-9-area-as-it-was")
    page.goto(f"/matters/{after[leaving[0]]['id']}")
    looked_at(page, f"{screen}-10-matter")

    # Taken back from today on: everything is where it was.
    sign_in(page, "admin")
    page.goto(f"/area-changes/{change}")
    page.locator("details summary").last.click()
    page.locator("form[action$='/reversal-previews'] button[type=submit]").click()
    looked_at(page, f"{screen}-11-reversal")
    page.locator("form[action$='/reversal'] button[type=submit]").click()
    page.wait_for_url(re.compile("/area-changes/"))
    assert [street.matter(number)["area"] for number in numbers.values()] == [row["area"] for row in before.values()]
    page.goto(f"/areas/{community}/changes")
    assert page.locator(".timeline li").count() == 2
    looked_at(page, f"{screen}-12-history")


def test_a_grid_is_split_from_a_day_to_come_and_called_off(visit, sign_in, own_site):
    site = own_site.start()
    street = Client(site, "desk-street")
    grid = Client(site, "grid").area()
    doors = codes(site, grid)
    leaving = list(doors)[:3]
    version = street.get(f"/areas/{grid}").headers["ETag"]
    day = TODAY + datetime.timedelta(days=30)
    body = {"kind": "split", "day": str(day), "name": "第77网格", "buildings": leaving}
    dry = street.post(f"/areas/{grid}/change-previews", body)
    assert dry.status_code == 200, dry.text
    assert {touch["subject"]: touch["moved"] for touch in dry.json()["touches"]}["buildings"] == 3
    assert street.post(f"/areas/{grid}/changes", body).status_code == 428
    made = street.post(f"/areas/{grid}/changes", body, headers={"If-Match": version})
    assert made.status_code == 201, made.text
    change = made.json()
    assert change["enacted_at"] is None
    new = next(step["id"] for step in change["areas"] if step["before"] is None)
    # Today nothing has changed; on the day it is there.
    assert street.get(f"/areas/{grid}").json()["buildings"] == len(doors)
    assert street.get(f"/areas/{grid}?structure={day}").json()["buildings"] == len(doors) - 3
    assert street.get(f"/areas/{new}?structure={day}").json()["area"]["name"] == "第77网格"
    assert street.get(f"/areas/{new}?structure={TODAY}").status_code == 409
    # Before what has been decided nothing else can be.
    beside = next(area["id"] for area in street.get(f"/areas/{community_of(site)}").json()["children"] if area["id"] != grid)
    early = street.post(f"/areas/{grid}/changes", {"kind": "merge", "day": str(TODAY), "into": beside}, headers={"If-Match": version})
    assert early.status_code == 422 and str(day) in early.text
    page = visit("phone", at=site)
    sign_in(page, "admin")
    # A dry run for a day after it counts it in, and says what is counted as on which day.
    page.goto(f"/areas/{grid}/changes/new?kind=split")
    page.locator("input[name=name]").fill("第78网格")
    page.locator("input[name=day]").fill(str(day + datetime.timedelta(days=10)))
    tick(page, list(doors)[3:5])
    page.locator("form[action$='/change-previews'] button[type=submit]").last.click()
    page.wait_for_load_state()
    text = page.locator("main").inner_text()
    assert "1 项变更都算在内" in text and str(TODAY.day) in text and "2 栋楼" in text
    looked_at(page, "grid-ahead-dry-run")
    page.goto(f"/area-changes/{change['id']}")
    looked_at(page, "grid-ahead")
    check_accessible(page)
    page.locator("details summary").last.click()
    page.locator("form[action$='/reversal-previews'] button[type=submit]").click()
    page.locator("form[action$='/reversal'] button[type=submit]").click()
    page.wait_for_url(re.compile("/area-changes/"))
    assert street.get(f"/areas/{grid}?structure={day}").json()["buildings"] == len(doors)
    assert street.post(f"/area-changes/{change['id']}/reversal", {"day": str(day)}, headers={"If-Match": '"3"'}).status_code in (409, 412)


def chosen(page):
    """How many buildings the form has taken so far."""
    return len(page.locator("input[name=chosen]").get_attribute("value").split())


def press(page, step, index=0):
    page.locator(f"button[name=step][value={step}]").nth(index).click()
    page.wait_for_load_state()


@pytest.mark.parametrize("screen,scripts", [("desk", True), ("phone", False)])
def test_buildings_are_chosen_out_of_many(visit, sign_in, own_site, screen, scripts):
    site = own_site.start()
    street = Client(site, "desk-street").area()
    page = visit(screen, at=site, java_script_enabled=scripts)
    sign_in(page, "admin")
    page.goto(f"/areas/{street}/changes/new?kind=split")
    page.locator("input[name=name]").fill("东城街道")
    assert page.locator("input[name=buildings]").count() == 0 and chosen(page) == 0
    looked_at(page, f"{screen}-many-1-empty")
    # A stretch, by its numbers; then the whole of other lanes, until a form could not hold them.
    lanes = [one.get_attribute("value") for one in page.locator("select[name=street] option").all() if one.get_attribute("value")]
    page.locator("select[name=street]").select_option(lanes[0])
    page.locator("input[name=from]").fill("1")
    page.locator("input[name=to]").fill("100000")
    press(page, "add")
    first = chosen(page)
    assert first > 0 and page.locator("input[name=name]").input_value() == "东城街道"
    for lane in lanes[1:]:
        if chosen(page) > 230:
            break
        page.locator("select[name=street]").select_option(lane)
        page.locator("input[name=from]").fill("")
        page.locator("input[name=to]").fill("")
        press(page, "add")
    before = chosen(page)
    assert before > 230
    # Single ones after a search, page by page; what was chosen stays chosen.
    page.locator("input[name=q]").fill("号")
    press(page, "find")
    assert page.locator("input[name=buildings]").count() == 100
    looked_at(page, f"{screen}-many-2-found")
    tick(page, buildings_on(page)[:2])
    press(page, "more")
    assert chosen(page) == before + 2 and page.locator("input[name=buildings]").count() > 0
    tick(page, buildings_on(page)[:1])
    press(page, "back")
    assert chosen(page) == before + 3
    # And some go out again.
    page.locator("select[name=street]").select_option(lanes[0])
    press(page, "take")
    assert chosen(page) == before + 3 - first or chosen(page) < before + 3
    count = chosen(page)
    looked_at(page, f"{screen}-many-3-chosen")
    page.locator("form[action$='/change-previews'] button[type=submit]").last.click()
    page.wait_for_load_state()
    assert "东城街道" in page.locator("main").inner_text() and count > 200
    looked_at(page, f"{screen}-many-4-dry-run")
    page.locator(f"form[action='/areas/{street}/changes'] button[type=submit]").click()
    page.wait_for_url(re.compile("/area-changes/"))
    looked_at(page, f"{screen}-many-6-applied")


@pytest.mark.parametrize("screen,scripts", [("desk", True), ("phone", False)])
def test_a_dry_run_opens_to_all_its_rows(visit, sign_in, own_site, screen, scripts):
    site = own_site.start()
    grid = Client(site, "grid").area()
    page = visit(screen, at=site, java_script_enabled=scripts)
    sign_in(page, "admin")
    page.goto(f"/areas/{grid}/changes/new?kind=assign")
    tick(page, buildings_on(page)[:90])
    page.locator("form[action$='/change-previews'] button[type=submit]").last.click()
    page.wait_for_load_state()
    codes = page.locator("details", has=page.locator("button:has-text('往后看')")).first
    all_of_them = int(re.search(r"(\d+)", codes.locator("summary").inner_text()).group(1))
    assert all_of_them > 200 and codes.locator("li").count() == 200
    codes.locator("summary").click()
    codes.locator("form button[type=submit]").click()
    page.wait_for_load_state()
    seen = 200
    while True:
        seen += page.locator("#rows li").count()
        looked_at(page, f"{screen}-rows-{seen}")
        if not page.locator("button:has-text('往后看')").count():
            break
        page.locator("button:has-text('往后看')").click()
        page.wait_for_load_state()
    assert seen == all_of_them
    # And back to where it can be confirmed, with everything still chosen.
    page.locator("button:has-text('回到全部影响')").click()
    page.wait_for_load_state()
    assert "90 栋楼" in page.locator("main").inner_text()
    assert page.locator(f"form[action='/areas/{grid}/changes'] button[type=submit]").count() == 1


def test_a_community_is_cut_along_outlines(own_site):
    site = own_site.start()
    street = Client(site, "desk-street")
    community = community_of(site)
    grids = street.get(f"/areas/{community}").json()["children"]
    grid = grids[0]["id"]
    outline = next(f for f in street.get(f"/areas/{community}/map").json()["features"] if f["id"] == grid)["geometry"]["coordinates"][0]
    west, east = min(p[0] for p in outline), max(p[0] for p in outline)
    middle = (west + east) / 2

    def side(keep):
        """Sutherland and Hodgman: what of the outline lies on one side of a meridian."""
        out = []
        for here, there in zip(outline, outline[1:]):
            if keep(here[0]):
                out.append(here)
            if keep(here[0]) != keep(there[0]):
                part = (middle - here[0]) / (there[0] - here[0])
                out.append([middle, here[1] + part * (there[1] - here[1])])
        return out + out[:1]

    def feature(ring, **properties):
        return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}

    parts = [feature(side(lambda x: x < middle), part="stays"), feature(side(lambda x: x >= middle), name="第88网格")]
    body = {"kind": "split", "day": str(TODAY), "name": "第88网格", "outlines": json.dumps({"type": "FeatureCollection", "features": parts})}
    whole = street.get(f"/areas/{grid}").json()["buildings"]
    version = street.get(f"/areas/{grid}").headers["ETag"]
    bad = street.post(f"/areas/{grid}/change-previews", body | {"outlines": json.dumps({"type": "FeatureCollection", "features": parts[1:]})})
    assert bad.status_code == 422
    made = street.post(f"/areas/{grid}/changes", body, headers={"If-Match": version})
    assert made.status_code == 201, made.text
    new = next(step["id"] for step in made.json()["areas"] if step["before"] is None)
    left, right = street.get(f"/areas/{grid}").json()["buildings"], street.get(f"/areas/{new}").json()["buildings"]
    assert left > 0 and right > 0 and left + right == whole
    # A point in the east is in the new grid now.
    at = street.get(f"/places/at?lon={(middle + east) / 2}&lat={sum(p[1] for p in outline) / len(outline)}").json()
    assert at["grid"]["name"] == "第88网格"

"""Kinds and duties of grids, two systems made one, and codes numbered anew: by form, as people do it."""

import json
import re

import pytest

from looks import check_page
from people import Client


@pytest.fixture(scope="module")
def street(site):
    return Client(site, "desk-street")


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_an_old_system_is_merged_into_the_unified_grids(visit, sign_in, street, screen):
    page = visit(screen)
    sign_in(page, "desk-street")
    page.goto("/areas")
    page.locator("a[href='/grid-overlaps']").click()
    check_page(page, f"grids-{screen}-1-overlaps")
    rows = street.list("/grid-overlaps")
    assert page.locator("#layers tbody tr").count() == len(rows) > 0
    page.locator("#layers tbody a.what").first.click()
    check_page(page, f"grids-{screen}-2-layers")
    page.locator("#merge button[type=submit]").click()
    page.wait_for_url(re.compile("/grid-overlaps"))
    left = street.list("/grid-overlaps")
    assert len(left) == len(rows) - 1
    assert page.locator("#layers tbody tr").count() == len(left)
    grid = street.list(f"/areas?parent={rows[0]['area']}")[0]["id"]
    assert rows[0]["duty"] in street.get(f"/areas/{grid}/duties").json()["duties"]


def test_a_grid_becomes_another_kind_and_a_refusal_keeps_what_was_ticked(visit, sign_in, street):
    grid = street.list("/areas?level=grid")[-1]["id"]
    page = visit("phone")
    sign_in(page, "desk-street")
    page.goto(f"/areas/{grid}")
    page.locator(f"a[href='/areas/{grid}/duties']").click()
    check_page(page, "grids-phone-duties")
    form = page.locator("form[action$='/duties']")
    form.locator("label:has(input[value=dedicated])").click()
    form.locator("label:has(input[value=flood_control])").click()
    form.locator("input[name=day]").fill("1990-01-01")
    form.locator("button[type=submit]").click()
    page.wait_for_load_state()
    assert page.locator(".error").count() == 1
    assert form.locator("input[value=dedicated]").is_checked() and form.locator("input[value=flood_control]").is_checked()
    check_page(page, "grids-phone-duties-refused")
    form.locator("input[name=day]").fill("2099-01-01")
    form.locator("button[type=submit]").click()
    page.wait_for_url(re.compile("saved=true"))
    check_page(page, "grids-phone-duties-saved")
    now = street.get(f"/areas/{grid}/duties").json()
    assert now["kind"] == "basic" and any(span["word"] == "dedicated" and span["valid_from"] == "2099-01-01" for span in now["kinds"])


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_codes_are_shown_before_they_are_numbered_anew(visit, sign_in, street, screen):
    community = street.list("/areas?level=community")[1]["id"]
    page = visit(screen)
    sign_in(page, "desk-street")
    page.goto(f"/areas/{community}/numbering")
    check_page(page, f"grids-{screen}-numbering")
    rows = street.get(f"/areas/{community}/numbering").json()["grids"]
    assert page.locator("#codes tbody tr").count() == len(rows)


def test_old_grids_are_entered_from_a_file(visit, sign_in, street):
    community = street.list("/areas?level=community")[3]["id"]
    drawing = street.get(f"/areas/{community}/drawing").json()
    old = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "CG-1", "name": "城管第一片"}, "geometry": drawing["whole"]}]}
    page = visit("phone")
    sign_in(page, "desk-street")
    page.goto(f"/areas/{community}/grid-layers/new")
    check_page(page, "grids-phone-new")
    page.locator("button:has-text('登记')").click()
    page.wait_for_load_state()
    assert page.locator(".wrongs").count() == 1
    page.locator("label:has(input[value=urban_management])").click()
    page.locator("#geojson").set_input_files({"name": "old.geojson", "mimeType": "application/geo+json", "buffer": json.dumps(old).encode()})
    page.locator("button:has-text('登记')").click()
    page.wait_for_url(re.compile("duty=urban_management"))
    check_page(page, "grids-phone-new-done")
    assert community in [row["area"] for row in street.list("/grid-overlaps")]

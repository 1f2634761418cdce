"""Whoever takes part in a journey: residents without an account, staff by the page, staff by JSON; and what they bring."""

import datetime
import io
import re

import requests
from PIL import Image, ImageDraw

from conftest import DEMO_PASSWORD


def today():
    """The date on the cities' clock, whatever this machine's is."""
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).date()


def jpeg(text="before", size=(1600, 1200), colour=(120, 110, 96)):
    """A photo as a phone makes one: large, of one kind of JPEG, with something to see on it."""
    image = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(image)
    draw.rectangle([size[0] // 4, size[1] // 3, size[0] * 3 // 4, size[1] * 2 // 3], outline=(250, 250, 245), width=12)
    draw.text((size[0] // 3, size[1] // 2), text, fill=(250, 250, 245), font_size=90)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()


def file(content, name="photo.jpg", kind="image/jpeg"):
    """As Playwright's file fields take it."""
    return {"name": name, "mimeType": kind, "buffer": content}


class Client:
    """The JSON interface, as a member of staff or as nobody."""

    def __init__(self, site, account=None):
        self.site = site
        self.session = requests.Session()
        if account:
            answer = self.post("/sessions", {"account": account, "password": DEMO_PASSWORD})
            assert answer.status_code == 201, answer.text
            self.session.headers["Authorization"] = f"Bearer {answer.json()['token']}"

    def get(self, path, **options):
        return self.session.get(self.site.url(f"/api/v1{path}"), timeout=30, **options)

    def post(self, path, body=None, **options):
        return self.session.post(self.site.url(f"/api/v1{path}"), json=body, timeout=30, **options)

    def post_file(self, path, content, name="sheet.xlsx", **options):
        return self.session.post(self.site.url(f"/api/v1{path}"), files={"sheet": (name, content)}, timeout=120, **options)

    def list(self, path):
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        return body if isinstance(body, list) else next(value for value in body.values() if isinstance(value, list))

    def area(self):
        """The area of the first post held."""
        return self.get("/me").json()["holdings"][0]["area"]

    def open_matters(self):
        """How many are open within reach."""
        return self.get("/tiles").json()["tiles"]["open"]

    def matter(self, number):
        """The row of the matter with this number."""
        rows = [row for row in self.list(f"/matters?q={number}") if row["number"] == number]
        assert len(rows) == 1, f"{len(rows)} matters have the number {number}"
        return rows[0]


def door_codes(site, account="grid"):
    """The codes on the stairwells of the grid that an account looks after."""
    area = Client(site, account).area()
    rows = Client(site, "desk-community").list(f"/areas/{area}/codes?kind=unit")
    assert rows, "the grid has no codes on its stairwells"
    return [row["code"] for row in rows]


def number_on(page):
    return re.sub(r"\D", "", page.locator(".number-big").inner_text())

"""What should never come, comes: each is answered clearly, shown harmlessly, and leaves nothing half stored."""

import io
import re
import struct
import uuid
import zlib

import pytest
import requests

from looks import check_accessible
from people import Client, door_codes, jpeg

NASTY = {
    "markup": "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">",
    "query": "'; DROP TABLE matter; -- ' OR 1=1",
    "emoji": "楼道👨‍👩‍👧‍👦里有水🌊，𠮷先生家门口。",
    "attribute": "\" autofocus onfocus=\"document.title='taken'\" x=\"",
    "template": "{{7*7}} ${7*7} %s %n &lt;b&gt; \\u003cb\\u003e",
    "directions": "有\u202e字倒着\u202c写",
}


@pytest.fixture(scope="module")
def code(site):
    return door_codes(site)[4]


@pytest.fixture(scope="module")
def street(site):
    return Client(site, "desk-street")


@pytest.fixture
def unchanged(street):
    """Whatever the test does, no matter may come of it."""
    before = street.open_matters()
    yield
    assert street.open_matters() == before, "something was stored"


def send(site, code, body, **options):
    return requests.post(site.url(f"/api/v1/q/{code}/reports"), json=body, timeout=30, **options)


def report(**fields):
    return {"category": "other", "say": "门口的台阶松了一块。"} | fields


class Form:
    """The resident's form as a browser without scripts sends it."""

    def __init__(self, site, code):
        self.site, self.code, self.session = site, code, requests.Session()
        page = self.session.get(site.url(f"/q/{code}"), timeout=30).text
        form = page[page.index(f'action="/q/{code}/reports"'):]
        self.hidden = {name: re.search(f'name="{name}" value="([^"]*)"', form).group(1) for name in ("_csrf", "_key")}

    def send(self, photo=None, **fields):
        files = {"photo": photo or ("", b"", "application/octet-stream")}
        return self.session.post(
            self.site.url(f"/q/{self.code}/reports"), data=self.hidden | fields, files=files, timeout=60, allow_redirects=False)


@pytest.mark.parametrize("name,body,field", [
    ("nothing", {}, "category"),
    ("empty", report(say=""), "say"),
    ("only spaces", report(say="　 \n\t "), "say"),
    ("too short", report(say="坏了"), "say"),
    ("too long", report(say="水" * 2001), "say"),
    ("control characters", report(say="楼道\u0000里\u0007有水"), "say"),
    ("no such category", report(category="'; DROP TABLE matter"), "category"),
    ("a number for a text", report(say=12345678), "say"),
    ("a list for a text", report(say=["楼道里有水"]), "say"),
    ("an unknown field", report(admin=True), "admin"),
    ("a phone without consent", report(phone="13800138000"), "consent"),
    ("a phone that is none", report(phone="<b>110</b>", consent=True), "phone"),
    ("outside every grid", report(elsewhere=True, longitude=2.35, latitude=48.85), None),
    ("outside the earth", report(elsewhere=True, longitude=500, latitude=48.85), "longitude"),
    ("no number at all", report(elsewhere=True, longitude="NaN", latitude="Infinity"), "longitude"),
])
def test_json_that_is_wrong_is_told_which_field_and_why(site, code, unchanged, name, body, field):
    answer = send(site, code, body)
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert problem["errors"], problem
    if field:
        assert field in str(problem["errors"])


@pytest.mark.parametrize("name,body,kind", [
    ("not JSON", b"{category:", "application/json"),
    ("nothing at all", b"", "application/json"),
    ("wrong encoding", '{"category":"other","say":"楼道里有积水"}'.encode("gb18030"), "application/json"),
    ("UTF-16", '{"category":"other","say":"楼道里有积水"}'.encode("utf-16"), "application/json"),
    ("a lone surrogate", b'{"category":"other","say":"\\ud800\\ud800\\ud800\\ud800"}', "application/json"),
    ("very deep", b"[" * 100_000, "application/json"),
    ("another kind", b"<a/>", "application/xml"),
    ("multipart without an end", b"--x\r\nContent-Disposition: form-data; name=\"say\"\r\n\r\n", "multipart/form-data; boundary=x"),
])
def test_bodies_that_cannot_be_read_are_refused(site, code, unchanged, name, body, kind):
    answer = requests.post(site.url(f"/api/v1/q/{code}/reports"), data=body, headers={"Content-Type": kind}, timeout=30)
    assert answer.status_code in (400, 403, 415, 422), answer.text
    assert answer.json()["detail"]


def test_a_body_without_end_is_refused_before_it_is_read(site, code, unchanged):
    def endless():
        for _ in range(80):
            yield b"x" * 1024 * 1024

    try:
        answer = requests.post(site.url(f"/api/v1/q/{code}/reports"), data=endless(), headers={"Content-Type": "application/json"}, timeout=60)
        assert answer.status_code == 413
    except requests.ConnectionError:
        pass  # The answer came, and the connection ended, while we were still sending.
    assert site.is_ready()


def test_a_code_that_does_not_exist_is_said_so(site, phone, unchanged):
    assert send(site, "22222222", report()).status_code == 404
    assert phone.goto("/q/22222222").status == 404
    assert phone.locator("input[name=code]").count() == 1
    check_accessible(phone)
    assert phone.goto("/q?code=%3Cscript%3E1%3C/script%3E").status == 404
    assert phone.locator("main script").count() == 0


def png(width, height):
    """A small file that is a huge picture."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(width // 8 + 1)) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("name,content", [
    ("a text", b"this is no picture"),
    ("a page", b"<html><script>alert(1)</script></html>"),
    ("half a picture", jpeg()[:700]),
    ("a program", b"\x7fELF" + bytes(2000)),
    ("a drawing that could run", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("a bomb", png(30_000, 30_000)),
])
def test_photos_that_are_none_are_refused_and_the_rest_stays(site, code, unchanged, name, content):
    answer = Form(site, code).send(photo=("photo.jpg", io.BytesIO(content), "image/jpeg"), category="other", say="门口的台阶松了一块。")
    assert answer.status_code == 422, answer.status_code
    assert "门口的台阶松了一块。" in answer.text
    assert site.is_ready()


def test_what_is_meant_as_code_is_shown_as_text(site, code, street, sign_in, visit):
    desk, resident = visit("desk"), visit("phone")
    sign_in(desk, "desk-community")
    for text in NASTY.values():
        answer = send(site, code, report(say=text, name=text[:40], elsewhere=True, address=text[:120]))
        assert answer.status_code == 201, answer.text
        told = answer.json()
        matter = street.get(f"/matters/{street.matter(told['number'])['id']}").json()
        assert matter["body"] == text
        for page, path in ((resident, told["follow"]), (desk, f"/matters/{matter['id']}"), (desk, f"/matters?q={told['number']}")):
            page.goto(path)
            assert "taken" not in page.title() or "document" in page.title()
            assert page.locator("[onerror], [onfocus], main script, img[src='x']").count() == 0
            assert text.split("\n")[0][:20] in page.locator("body").inner_text()
        found = Client(site, "desk-community").get("/matters", params={"q": text[:60]})
        assert found.status_code in (200, 422), found.text


@pytest.mark.parametrize("text", list(NASTY.values()) + ["%", "_", "\\", "\x00", "水" * 1000])
def test_every_address_takes_anything(site, text):
    client = Client(site, "desk-community")
    for path in ("/matters", "/areas", "/posts", "/organisations"):
        for name in ("q", "sort", "area", "cursor", "limit"):
            assert client.get(path, params={name: text}).status_code < 500
    for path in (f"/q/{requests.utils.quote(text, safe='')}", f"/f/{requests.utils.quote(text, safe='')}"):
        for base in ("", "/api/v1"):
            assert requests.get(site.url(base + path), timeout=20).status_code in (400, 404, 422)


def test_pressing_twice_is_one_matter(site, code, street):
    before = street.open_matters()
    form = Form(site, code)
    first, second = (form.send(category="other", say="双击也只算一次的事。") for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    assert street.open_matters() == before + 1


def test_a_key_that_was_used_for_something_else_is_refused(site, code, street):
    before, key = street.open_matters(), {"Idempotency-Key": str(uuid.uuid4())}
    first, again = send(site, code, report(), headers=key), send(site, code, report(), headers=key)
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    assert send(site, code, report(say="这是另外一件事情。"), headers=key).status_code in (409, 422)
    assert street.open_matters() == before + 1


def test_other_sites_cannot_send_forms(site, code, unchanged):
    form = Form(site, code)
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        form.session.headers.update(headers)
        assert form.send(category="other", say="别的网站替人发的。").status_code == 403
        form.session.headers.clear()
    form.hidden["_csrf"] = "made-up"
    assert form.send(category="other", say="凭证是编的。").status_code == 403


def test_a_stale_form_is_shown_again_with_what_was_typed(site, code, street, sign_in, visit):
    told = send(site, code, report(category="corridor")).json()
    matter = street.matter(told["number"])
    page = visit("desk")
    sign_in(page, "desk-community")
    page.goto(f"/matters/{matter['id']}")
    path = f"/matters/{matter['id']}"
    changed = street.post(f"{path}/consultation", {"note": "先商量一下。"}, headers={"If-Match": street.get(path).headers["ETag"]})
    assert changed.status_code == 200, changed.text
    form = page.locator("form[action$='/dispatch']").first
    form.locator("textarea[name=note]").fill("请今天去看。")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        form.locator("button[type=submit]").click()
    assert answered.value.status == 412
    page.wait_for_load_state()
    assert page.locator("textarea[name=note]").first.input_value() == "请今天去看。"
    check_accessible(page)
    assert street.matter(told["number"])["state"] != "dispatched"
    # What is shown now is fresh: the same form goes through.
    with page.expect_navigation():
        page.locator("form[action$='/dispatch']").first.locator("button[type=submit]").click()
    assert street.matter(told["number"])["state"] == "dispatched"

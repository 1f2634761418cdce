"""What the site says of itself, and the headers of every answer."""

import pytest
import requests


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics"])
def test_the_machine_room_answers(site, path):
    answer = requests.get(site.url(path), timeout=10)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_address_that_does_not_exist_is_a_page_with_a_way_on(site, phone):
    answer = phone.goto("/there/is/nothing/here")
    assert answer.status == 404
    assert phone.locator("h1").count() == 1
    assert phone.locator("a[href='/']").count() >= 1


def test_json_clients_get_a_problem_document(site):
    answer = requests.get(site.url("/api/v1/nothing"), timeout=10)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert answer.json()["status"] == 404


@pytest.mark.parametrize("path", ["/sign-in", "/there/is/nothing/here", "/assets/look.css"])
def test_every_answer_carries_the_security_headers(site, path):
    headers = requests.get(site.url(path), timeout=10).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy or "default-src 'none'" in policy
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Referrer-Policy" in headers


def test_the_site_runs_on_postgres_too(site_on_postgres):
    assert requests.get(site_on_postgres.url("/health/ready"), timeout=10).status_code == 200
    assert requests.get(site_on_postgres.url("/sign-in"), timeout=10).status_code == 200


def test_it_starts_again_on_what_it_left(own_site):
    own_site.start()
    own_site.kill()
    own_site.start()
    assert requests.get(own_site.url("/sign-in"), timeout=10).status_code == 200
    assert own_site.stop() == 0

"""The JSON interface keeps what its own description promises, whatever is sent to it."""

import subprocess
import sys
from pathlib import Path

import pytest
import requests
from openapi_spec_validator import validate

from conftest import DEMO_PASSWORD, served
from served import Served

SCHEMATHESIS = Path(sys.executable).parent / "schemathesis"
RULES = Path(__file__).with_name("schemathesis.toml")


@pytest.fixture(scope="module")
def battered_site():
    """A site of its own: what schemathesis leaves behind would disturb other tests."""
    yield from served(Served())


def token(site, name):
    answer = requests.post(site.url("/api/v1/sessions"), json={"account": name, "password": DEMO_PASSWORD}, timeout=30)
    assert answer.status_code == 201, answer.text
    return answer.json()["token"]


def test_the_description_is_valid_openapi(battered_site):
    description = requests.get(battered_site.url("/api/v1/openapi.json"), timeout=10).json()
    assert description["openapi"].startswith("3.1")
    assert len(description["paths"]) > 5
    validate(description)


@pytest.mark.parametrize("account", [None, "desk-street", "admin"])
def test_no_request_breaks_the_interface(battered_site, tmp_path, account):
    command = [
        SCHEMATHESIS, "--no-color", "--config-file", RULES, "run", battered_site.url("/api/v1/openapi.json"), "--max-examples", "25",
        "--generation-deterministic", "--request-timeout", "20", "--max-time", "60",
        # It would end the session with which everything else is asked.
        "--exclude-operation-id", "closeSession",
    ]
    if account:
        command += ["--header", f"Authorization: Bearer {token(battered_site, account)}"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=600)
    assert run.returncode == 0, run.stdout[-12_000:] + run.stderr[-2_000:]
    assert battered_site.is_ready()

"""Pulling the plug while reports come in: what was acknowledged is there afterwards, and nothing is there twice."""

import subprocess
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import requests

from people import Client, door_codes
from served import PROJECT, program

ROUNDS = 20
THREADS = 6


class Load:
    """Residents who report without pause until the site falls silent."""

    def __init__(self, site, codes):
        self.site, self.codes = site, codes
        self.acknowledged, self.unanswered = {}, {}
        self.lock = threading.Lock()

    def run(self, seconds):
        self.silent = threading.Event()
        threads = [threading.Thread(target=self.report_on, args=(index,)) for index in range(THREADS)]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        self.site.kill()
        for thread in threads:
            thread.join()

    def report_on(self, index):
        session = requests.Session()
        while not self.silent.is_set():
            key, code = str(uuid.uuid4()), self.codes[index % len(self.codes)]
            try:
                answer = self.send(session, key, code)
            except requests.RequestException:
                with self.lock:
                    self.unanswered[key] = code
                self.silent.set()
                return
            assert answer.status_code == 201, answer.text
            with self.lock:
                self.acknowledged[key] = (code, answer.json())

    def send(self, session, key, code):
        report = {"category": "corridor", "say": f"楼道里有杂物，记号 {key}"}
        return session.post(self.site.url(f"/api/v1/q/{code}/reports"), json=report, headers={"Idempotency-Key": key}, timeout=10)


def test_nothing_acknowledged_is_lost_when_the_plug_is_pulled(own_site):
    site = own_site.start()
    load = Load(site, door_codes(site)[:THREADS])
    before = Client(site, "desk-street").open_matters()
    seen = set()
    for turn in range(ROUNDS):
        load.run(0.15 + 0.05 * (turn % 7))
        site.start()
        with ThreadPoolExecutor(THREADS) as pool:
            fresh = [key for key in load.acknowledged if key not in seen]
            assert all(pool.map(lambda key: is_there(site, load.acknowledged[key][1]), fresh)), f"lost after kill {turn + 1}"
        seen.update(fresh)
        replay(load)
    assert len(seen) >= ROUNDS, "hardly anything was acknowledged: that proves nothing"
    check_everything(site, load, before)
    assert site.stop() == 0
    told = subprocess.run([program(), "journal", "verify"], cwd=PROJECT, env=site.environment, capture_output=True, text=True, timeout=120)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "whole" in told.stdout
    print(f"{ROUNDS} kills, {len(load.acknowledged)} acknowledged; {told.stdout.strip()}")


def is_there(site, told):
    answer = requests.get(site.url(f"/api/v1{told['follow']}"), timeout=20)
    return answer.status_code == 200 and told["number"] in answer.text


def replay(load):
    """Whoever got no answer asks again, twice, with the same key: one report, and one number."""
    for key, code in load.unanswered.items():
        answers = [load.send(requests, key, code) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 201], answers[0].text
        assert answers[0].json() == answers[1].json()
        load.acknowledged[key] = (code, answers[0].json())
    load.unanswered = {}


def check_everything(site, load, before):
    numbers = [told["number"] for _, told in load.acknowledged.values()]
    assert len(set(numbers)) == len(numbers)
    # One matter for each key, neither fewer nor more; the counters agree with the rows.
    assert Client(site, "desk-street").open_matters() == before + len(numbers)
    with ThreadPoolExecutor(THREADS) as pool:
        assert all(pool.map(lambda one: is_there(site, one[1]), load.acknowledged.values()))

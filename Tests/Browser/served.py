"""Starts the real program on a database of its own, and stops it."""

import os
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import requests

PROJECT = Path(__file__).resolve().parents[2]
# Seconds: a debug build makes the demo city slowly on a busy machine.
START_LIMIT = 180
STOP_LIMIT = 30


def program():
    """The program to test: LIANZHI_BINARY, or what was built last."""
    named = os.environ.get("LIANZHI_BINARY")
    if named:
        return Path(named)
    built = [path for path in (PROJECT / ".build/debug/lianzhi", PROJECT / ".build/release/lianzhi") if path.exists()]
    if not built:
        raise RuntimeError("nothing is built: type `swift build`, or set LIANZHI_BINARY")
    return max(built, key=lambda path: path.stat().st_mtime)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class PostgresDatabase:
    """A database of its own in the cluster that LIANZHI_TEST_POSTGRES names."""

    def __init__(self, cluster):
        self.cluster = cluster
        self.name = f"lianzhi_browser_{uuid.uuid4().hex[:12]}"
        self.run(f"CREATE DATABASE {self.name}")
        self.url = urlunsplit(urlsplit(cluster)._replace(path=f"/{self.name}"))
        if self.url.startswith("postgres:/") and not self.url.startswith("postgres://"):
            # urlunsplit drops the empty host of a unix socket.
            self.url = self.url.replace("postgres:/", "postgres:///", 1)

    def run(self, statement):
        subprocess.run(["psql", "--quiet", "--no-psqlrc", self.cluster, "--command", statement], check=True, capture_output=True)

    def drop(self):
        self.run(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")


class Served:
    """A running `lianzhi serve` with its own folder, port and database."""

    def __init__(self, database=None, city="jilin", **settings):
        self.city = city
        self.folder = tempfile.TemporaryDirectory(prefix="lianzhi-browser-")
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = Path(self.folder.name) / "serve.log"
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("LIANZHI_")}
        self.environment = inherited | {
            "LIANZHI_DATABASE": database or f"{self.folder.name}/lianzhi.sqlite",
            "LIANZHI_LISTEN": f"127.0.0.1:{self.port}",
            "LIANZHI_KEYS": f"{self.folder.name}/keys",
            "LIANZHI_FILES": f"{self.folder.name}/files",
            "LIANZHI_CITY": city,
        } | settings
        self.process = None

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [program(), "serve"], cwd=PROJECT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + START_LIMIT
        while not self.is_ready():
            if self.process.poll() is not None:
                raise RuntimeError(f"lianzhi serve ended with status {self.process.returncode}:\n{self.said()}")
            if time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"lianzhi serve was not ready after {START_LIMIT} s:\n{self.said()}")
            time.sleep(0.1)
        return self

    def is_ready(self):
        try:
            return requests.get(f"{self.address}/health/ready", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def said(self):
        """What the program printed so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def url(self, path):
        return self.address + path

    def stop(self):
        """Asks it to end, as Ctrl-C does, and returns its exit status."""
        if self.process is None or self.process.poll() is not None:
            return self.process and self.process.returncode
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self.kill()
            raise RuntimeError(f"lianzhi serve did not end within {STOP_LIMIT} s:\n{self.said()[-4000:]}") from None

    def kill(self):
        """Ends it in the middle of whatever it does, as a power cut would. `start` may follow."""
        self.process.kill()
        self.process.wait()

    def clear(self):
        self.folder.cleanup()

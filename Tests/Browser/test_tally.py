"""The last line of `make test` must never be kinder than the truth."""

import subprocess
import sys

import pytest

from served import PROJECT

GOOD = '<testsuites><testsuite><testcase name="a"/><testcase name="b"/></testsuite></testsuites>'
BAD = '<testsuites><testsuite><testcase name="a"/><testcase name="b"><failure message="x"/></testcase></testsuite></testsuites>'
SKIPPED = '<testsuites><testsuite><testcase name="a"><skipped/></testcase><testcase name="b"/></testsuite></testsuites>'
CRASHED = '◇ Test "a" started.\n✔ Test "a" passed after 0.1 seconds.\n✘ Test "b" failed after 0.1 seconds with 1 issue.\n*** Program crashed'


@pytest.mark.parametrize(
    ("swift", "browser", "log", "statuses", "last", "ending"),
    [
        (GOOD, GOOD, "", (0, 0), "4 passed, 0 failed", 0),
        (GOOD, BAD, "", (0, 1), "3 passed, 1 failed", 1),
        (GOOD, SKIPPED, "", (0, 0), "3 passed, 0 failed", 0),
        # All named tests passed, and yet the run ended badly.
        (GOOD, GOOD, "", (1, 0), "4 passed, 1 failed", 1),
        # A crash leaves no report; what was said until then is counted.
        (None, GOOD, CRASHED, (1, 0), "3 passed, 1 failed", 1),
        (None, GOOD, "", (1, 0), "2 passed, 1 failed", 1),
        ("<testsuites>", GOOD, "", (0, 0), "2 passed, 1 failed", 1),
        # No test at all is not a success.
        (GOOD, None, "", (0, 5), "2 passed, 1 failed", 1),
        (GOOD, None, "", (0, None), "2 passed, 1 failed", 1),
    ],
)
def test_the_totals_tell_the_truth(tmp_path, swift, browser, log, statuses, last, ending):
    for name, text in (("swift-swift-testing.xml", swift), ("browser.xml", browser)):
        if text is not None:
            (tmp_path / name).write_text(text)
    (tmp_path / "swift.log").write_text(log)
    for name, status in zip(("swift", "browser"), statuses):
        if status is not None:
            (tmp_path / f"{name}.status").write_text(f"{status}\n")
    run = subprocess.run([sys.executable, PROJECT / "Scripts/tally.py", tmp_path], capture_output=True, text=True)
    assert run.stdout.splitlines()[-1] == last
    assert run.returncode == ending

"""Adds up the results of the test runs. The last line it prints is `N passed, N failed`; it exits 1 unless all passed.

A run that ended badly without naming a failed test (a crash, a build that failed, a hang) counts as one failure more.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


class Count:
    def __init__(self, passed=0, failed=0, skipped=0):
        self.passed, self.failed, self.skipped = passed, failed, skipped

    def __add__(self, other):
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)


def from_xml(path):
    count = Count()
    for case in ElementTree.parse(path).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            count.failed += 1
        elif case.find("skipped") is not None:
            count.skipped += 1
        else:
            count.passed += 1
    return count


def from_log(path):
    """What a crashed run of swift test had said until then."""
    text = path.read_text(errors="replace") if path.exists() else ""
    return Count(len(re.findall(r"^✔ Test (?!run|case)", text, re.M)), len(re.findall(r"^✘ Test (?!run|case).* failed after", text, re.M)))


def xml_count(paths):
    count = Count()
    for path in paths:
        try:
            count += from_xml(path)
        except (OSError, ElementTree.ParseError):
            pass
    return count


def part(folder, name):
    count = xml_count(sorted(folder.glob(f"{name}*.xml")))
    if count.passed + count.failed == 0:
        count = from_log(folder / f"{name}.log")
    status_file = folder / f"{name}.status"
    status = int(status_file.read_text()) if status_file.exists() else 1
    # pytest says 5 when it found no test at all.
    broken = status != 0 or count.passed == 0
    note = f"{name}: {count.passed} passed, {count.failed} failed, {count.skipped} skipped"
    if broken and count.failed == 0:
        count.failed = 1
        note += f"; it ended with status {status}, which counts as a failure"
    print(note)
    return count


def main():
    folder = Path(sys.argv[1])
    total = Count()
    for name in sys.argv[2:] or ["swift", "browser"]:
        total += part(folder, name)
    line = f"{total.passed} passed, {total.failed} failed"
    (folder / "totals").write_text(line + "\n")
    print(line)
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main())

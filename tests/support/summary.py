#!/usr/bin/env python3
"""Counts what ctest ran, from its JUnit file.

usage: summary.py JUNIT_FILE CTEST_EXIT_CODE
Names what failed and what was skipped, with its reason. The last line is "N passed, N failed", with ", N skipped" where
there are any. Exit code 1 where a test failed, none ran, or ctest itself was not content.
"""

import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

SKIPS = ("SKIP_RETURN_CODE", "SKIP_REGULAR_EXPRESSION")


def reason_of(case):
    """Why a test was skipped: a script's SKIPPED line, or what stands after GoogleTest's "Skipped"."""
    text = case.findtext("system-out") or ""
    script = re.search(r"SKIPPED: *(.+)", text)
    if script:
        return script.group(1).strip()
    google = re.search(r": Skipped\n(.+)", text)
    return google.group(1).strip() if google else case.get("status")


def verdict_of(case):
    skipped = case.find("skipped")
    if case.get("status") == "disabled":
        return "skipped"
    if skipped is not None and skipped.get("message", "").startswith(SKIPS):
        return "skipped"
    return "passed" if case.get("status") == "run" and case.find("failure") is None else "failed"


def main():
    path, ctest_status = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    try:
        cases = list(ElementTree.parse(path).getroot().iter("testcase"))
    except (OSError, ElementTree.ParseError) as error:
        print(f"no results: {error}\n0 passed, 1 failed")
        return 1
    count = {"passed": 0, "failed": 0, "skipped": 0}
    lines = {"skipped": [], "failed": []}
    for case in cases:
        verdict = verdict_of(case)
        count[verdict] += 1
        if verdict == "skipped":
            lines["skipped"].append(f"SKIPPED {case.get('name')}: {reason_of(case)}")
        if verdict == "failed":
            lines["failed"].append(f"FAILED {case.get('name')}")
    print("", *lines["skipped"], *lines["failed"], sep="\n")
    closing = f"{count['passed']} passed, {count['failed']} failed"
    print(closing + (f", {count['skipped']} skipped" if count["skipped"] else ""))
    return 1 if count["failed"] or not count["passed"] or ctest_status else 0


if __name__ == "__main__":
    sys.exit(main())

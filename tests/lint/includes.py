#!/usr/bin/env python3
"""Which part may include which (the tree and its rules stand in docs and README).

usage: includes.py [ROOT]     default: the checkout that holds this file
Prints every include that points the wrong way; exit code 1 where there is one.
"""

import pathlib
import re
import sys

# What each part may include of the project, besides itself.
ALLOWED = {
    "common/domain": [],
    "common/html": ["common/domain"],
    "common/rules": ["common/html", "common/domain"],
    "common/ports": ["common/domain"],
    "common/pipeline": ["common/ports", "common/html", "common/domain"],
    "common/io": ["common/ports", "common/domain"],
    "common/app": ["common/pipeline", "common/ports", "common/html", "common/domain"],
    "common/wiring": ["common/io", "common/app", "common/pipeline", "common/ports", "common/html", "common/domain"],
    "producer": ["common/app", "common/pipeline", "common/ports", "common/rules", "common/html", "common/domain"],
    "worker": ["common/app", "common/pipeline", "common/ports", "common/rules", "common/html", "common/domain"],
    "aggregator": ["common/app", "common/pipeline", "common/ports", "common/html", "common/domain"],
    "standalone": ["producer", "worker", "aggregator", "common/app", "common/pipeline", "common/ports", "common/rules",
                   "common/html", "common/domain"],
}
MAIN_TOO = {"common/io", "common/wiring"}  # only a main names the classes that touch the world

# What the pure parts may not include of anybody: the world, its clock, its threads.
PURE = {"common/domain", "common/html", "common/rules"}
IMPURE = re.compile(
    r"asio\b.*|spdlog/.*|curl/.*|amqp.*|rabbitmq-c/.*|sqlite3?\.h|SQLiteCpp/.*|httplib\.h|prometheus/.*|CLI/.*"
    r"|thread|mutex|shared_mutex|condition_variable|atomic|future|semaphore|latch|barrier|stop_token"
    r"|filesystem|fstream|iostream|cstdio|stdio\.h|ctime|time\.h|random|cstdlib|stdlib\.h|coroutine"
    r"|unistd\.h|fcntl\.h|netdb\.h|signal\.h|csignal|sys/.*|netinet/.*|arpa/.*")
ALSO_PURE = {"cstdlib", "stdlib.h"}  # free() of a C library's text; the environment has the same header

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')


def part_of(path):
    """The part that a file belongs to; None for tests and for what is no part."""
    return next((part for part in ALLOWED if path.startswith(part + "/")), None)


def wrong(path, quoted, system):
    """Why `path` may not include this; None where it may."""
    part = part_of(path)
    if part is None:
        return None
    if part in PURE and IMPURE.fullmatch(system or quoted) and (system or quoted) not in ALSO_PURE:
        return f"{part} is pure"
    target = part_of(quoted or system)
    if target is None:
        if (quoted or system).startswith("tests/"):
            return "a part of the product includes a test"
        return None
    if target == part or target in ALLOWED[part]:
        return None
    if target in MAIN_TOO and path.endswith("/main.cc") and not part.startswith("common/"):
        return None
    return f"{part} must not include {target}"


def findings(root):
    """(number of files read, lines that say what is wrong)"""
    files, found = 0, []
    for part in ALLOWED:
        for path in sorted((root / part).rglob("*")):
            if path.suffix not in (".h", ".cc"):
                continue
            files += 1
            name = path.relative_to(root).as_posix()
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                match = INCLUDE.match(line)
                reason = match and wrong(name, match.group(1) or "", match.group(2) or "")
                if reason:
                    found.append(f"{name}:{number}: {match.group(0).strip()}: {reason}")
    return files, found


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2])
    files, found = findings(root)
    print(*found, f"{files} files, {len(found)} includes point the wrong way", sep="\n")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main())

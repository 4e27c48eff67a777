#!/usr/bin/env python3
"""Runs a command and writes what it took, for programs that end by themselves.

usage: measured.py FILE COMMAND...
FILE gets one line: wall seconds, processor seconds (user and system), peak resident memory in MB. Exit code: the
command's.
"""

import os
import sys
import time


def main():
    start = time.monotonic()
    pid = os.spawnvp(os.P_NOWAIT, sys.argv[2], sys.argv[2:])
    _, status, usage = os.wait4(pid, 0)
    seconds = time.monotonic() - start
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        print(f"{seconds:.3f} {usage.ru_utime + usage.ru_stime:.3f} {usage.ru_maxrss / 1024:.0f}", file=file)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""What extracting costs beside inflating: `pricecrew extract --batch` over a folder of stored pages.

    extract.py FOLDER [--tool build/bin/pricecrew] [--rounds 5] [--times 10]

Prints, for all product pages and for the easy ones, pages a second of processor time of inflating alone (zlib) and of the whole of
extraction, inflating included, measured in turns, and the ratio of the two; and the peak memory. One core each. The pages go through a process
once, its start included, and as often as --times says.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import time
import zlib


def inflating_seconds(files):
    bodies = [open(file, "rb").read() for file in files]
    start = time.process_time()
    for body in bodies:
        zlib.decompress(body, 31)
    return time.process_time() - start


def extracting(tool, lines):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([tool, "extract", "--batch"], input="\n".join(lines) + "\n", text=True, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss // 1024


def measure(label, tool, folder, rows, rounds, times):
    files = [os.path.join(folder, row["file"]) for row in rows]
    lines = [json.dumps({"id": row["id"], "url": row["url"], "file": file}) for row, file in zip(rows, files)]
    pairs, peak = [], 0
    for _ in range(rounds):
        inflating = inflating_seconds(files)
        whole, peak = extracting(tool, lines * times)
        pairs.append((inflating, whole / times))
    inflate = len(rows) / statistics.median(pair[0] for pair in pairs)
    extract = len(rows) / statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(pair[0] / pair[1] for pair in pairs)
    print(f"{label:<5} {len(rows):>3} pages, {times:>2} times  inflating {inflate:7.0f}/s  extracting {extract:7.0f}/s  ratio {ratio:.2f}  peak {peak} MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--tool", default=os.path.join(os.path.dirname(__file__), "../../build/bin/pricecrew"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--times", type=int, default=10)
    options = parser.parse_args()
    with open(os.path.join(options.folder, "products.jsonl"), encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    easy = [row for row in rows if row.get("easy")]
    for times in (1, options.times):
        measure("all", options.tool, options.folder, rows, options.rounds, times)
        measure("easy", options.tool, options.folder, easy, options.rounds, times)


if __name__ == "__main__":
    main()

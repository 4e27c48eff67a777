#!/usr/bin/env python3
"""Makes a recorded site of real product pages: one category page and copies of the corpus's pages under paths of their own.

usage: corpus_site.py CORPUS COPIES > site.jsonl.gz       COPIES: how many product pages there are in all
"""

import gzip
import json
import pathlib
import sys

CATEGORY = "/c/all"


def card(number):
    return (
        f'<li class="product-card"><a href="/p/item-{number}.html"><img src="/i/{number}.jpg" alt=""><h3>Article {number}'
        f'</h3></a><span class="price">{number % 90 + 10}.99 €</span></li>'
    )


def category(count):
    cards = "\n".join(card(number) for number in range(count))
    return (
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>All</title></head><body><nav><a href=/>Home</a></nav>"
        f"<main><h1>All</h1><ul class=products>\n{cards}\n</ul></main></body></html>"
    )


def main():
    corpus, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    pages = [gzip.decompress(file.read_bytes()).decode("utf-8", "replace") for file in sorted(corpus.glob("products/*.html.gz"))]
    if not pages:
        sys.exit(f"no product pages in {corpus}")
    with gzip.GzipFile(fileobj=sys.stdout.buffer, mode="wb", compresslevel=1) as site:
        for number in range(-1, count):
            path = CATEGORY if number < 0 else f"/p/item-{number}.html"
            html = category(count) if number < 0 else pages[number % len(pages)]
            site.write(json.dumps({"path": path, "html": html}).encode() + b"\n")


if __name__ == "__main__":
    main()

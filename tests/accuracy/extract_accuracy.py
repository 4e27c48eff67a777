#!/usr/bin/env python3
"""Measures extraction over the corpus that PRICECREW_CORPUS names, as its README defines the scores.

    extract_accuracy.py path/to/extract_pages [--verbose] [--strip] [--shop-only]

Prints price F1, and how many names and currencies are right: over all product pages, over those that are not `easy`, and as
means over sites; with --strip, of the pages without JSON-LD, microdata and og/product meta. Then pages that are no
product page (their own set, and listings), and the recorded shop.
"""

import argparse
import collections
import decimal
import gzip
import json
import os
import re
import subprocess
import sys
import unicodedata


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def stripped(html):
    html = re.sub(rb"(?is)<script[^>]*ld\+json[^>]*>.*?</script>", b"", html)
    html = re.sub(rb"(?is)<meta[^>]*(og:|product:|twitter:)[^>]*>", b"", html)
    return re.sub(rb"(?i)\s(itemprop|itemscope|itemtype|itemid|itemref)(\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+))?", b" ", html)


def extracted(tool, pages):
    """pages: of {"id", "url", "html": bytes}; bytes that are no UTF-8 go through a file."""
    lines = []
    for page in pages:
        row = {"id": page["id"], "url": page["url"]}
        try:
            row["html"] = page["html"].decode("utf-8")
        except UnicodeDecodeError:
            row["html"] = page["html"].decode(page.get("encoding") or "windows-1252", "replace")
        row["content_type"] = "text/html; charset=utf-8"
        lines.append(json.dumps(row))
    run = subprocess.run([tool], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    return {row["id"]: row for row in map(json.loads, run.stdout.splitlines())}


def folded(text):
    text = unicodedata.normalize("NFKC", text).casefold()
    kept = (" " if unicodedata.category(c)[0] in "PZC" else c for c in text)
    return " ".join("".join(kept).split())


def same_price(got, wanted):
    try:
        return decimal.Decimal(got) == decimal.Decimal(wanted)
    except decimal.InvalidOperation:
        return False


def judge(truth, got):
    """(price tp, fp, fn, currency right, name right)"""
    price, wanted = got.get("price"), truth["price"]
    right = price is not None and wanted is not None and any(same_price(price, w) for w in [wanted, *truth["price_alts"]])
    tp, fp, fn = int(right), int(price is not None and not right), int(wanted is not None and not right)
    currency = wanted is None or got.get("currency") == truth["currency"]
    name = any(folded(got.get("name", "")) == folded(n) for n in [truth["name"], *truth["name_alts"]])
    return tp, fp, fn, int(currency), int(name)


def f1(judged):
    tp, fp, fn = (sum(j[i] for j in judged) for i in range(3))
    return 2 * tp / max(1, 2 * tp + fp + fn)


def report(label, judged_by_site):
    judged = [j for site in judged_by_site.values() for j in site]
    count = len(judged)
    site_f1 = sum(f1(site) for site in judged_by_site.values()) / max(1, len(judged_by_site))
    print(f"{label}: pages {count}  price F1 {f1(judged):.3f}  (mean over {len(judged_by_site)} sites {site_f1:.3f})  "
          f"currency {sum(j[3] for j in judged) / count:.3f}  name {sum(j[4] for j in judged) / count:.3f}")


def measure_products(tool, corpus, options):
    truths = rows_of(f"{corpus}/products.jsonl")
    pages = []
    for truth in truths:
        html = gzip.open(f"{corpus}/{truth['file']}").read()
        pages.append({"id": truth["id"], "url": truth["url"], "html": stripped(html) if options.strip else html})
    got = extracted(tool, pages)
    everything, hard = collections.defaultdict(list), collections.defaultdict(list)
    for truth in truths:
        facts = got[truth["id"]]
        judged = judge(truth, facts)
        everything[truth["site"]].append(judged)
        if not truth["easy"]:
            hard[truth["site"]].append(judged)
        if options.verbose and (judged[1] or judged[2] or not judged[3] or not judged[4]):
            print(f"  {truth['id']} {truth['site']}: want {truth['price']} {truth['currency']} {truth['name'][:60]!r}; got "
                  f"{facts['kind']} {facts.get('price')} {facts.get('currency')} {facts.get('name', '')[:60]!r}")
    report("products", everything)
    report("not easy", hard)
    print(f"time: {sum(row['ms'] for row in got.values()) / len(got):.2f} ms a page")


def measure_others(tool, corpus, options, name):
    rows = rows_of(f"{corpus}/{name}.jsonl")
    pages = []
    for row in rows:
        file = row.get("file") or f"listings/{row['id']}.html.gz"
        pages.append({"id": row["id"], "url": row["url"], "html": gzip.open(f"{corpus}/{file}").read(), "encoding": row.get("encoding")})
    got = extracted(tool, pages)
    wrong = [row for row in rows if got[row["id"]]["kind"] == "product"]
    walls = [row for row in rows if got[row["id"]]["kind"].startswith("unreadable")]
    for row in walls:
        print("   wall", row["id"], row["url"], got[row["id"]]["kind"])
    print(f"{name}: {len(rows) - len(wrong)} of {len(rows)} found to be no product page")
    if options.verbose:
        for row in wrong:
            print("  ", row["id"], row["url"], {k: str(v)[:50] for k, v in got[row["id"]].items() if k != "id"})


def measure_shop(tool, corpus, options):
    truths = {row["path"]: row for row in rows_of(f"{corpus}/shop/products.jsonl")}
    with gzip.open(f"{corpus}/shop/pages.jsonl.gz", "rt", encoding="utf-8") as file:
        pages = [json.loads(line) for line in file]
    got = extracted(tool, [{"id": p["path"], "url": "http://shop.example" + p["path"], "html": p["html"].encode()} for p in pages])
    right = sum(got[path].get("name") == truth["name"] and got[path].get("price") == truth["price"]
                and got[path].get("currency") == truth["currency"] for path, truth in truths.items())
    others = [p["path"] for p in pages if p["path"] not in truths]
    clean = sum(got[path]["kind"] != "product" for path in others)
    print(f"shop: {right} of {len(truths)} products exactly right; {clean} of {len(others)} other pages no product page")
    if options.verbose:
        shown = [p for p in truths if got[p].get("name") != truths[p]["name"] or got[p].get("price") != truths[p]["price"]][:10]
        for path in shown + [p for p in others if got[p]["kind"] == "product"][:10]:
            print("  ", path, got[path])
    return right == len(truths) and clean == len(others)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--strip", action="store_true")
    parser.add_argument("--shop-only", action="store_true")
    options = parser.parse_args()
    corpus = os.environ.get("PRICECREW_CORPUS")
    if not corpus:
        print("SKIPPED: PRICECREW_CORPUS is not set, nothing was measured")
        return 77
    if not options.shop_only:
        measure_products(options.tool, corpus, options)
        measure_others(options.tool, corpus, options, "not_products")
        measure_others(options.tool, corpus, options, "listings")
    return 0 if measure_shop(options.tool, corpus, options) else 1


if __name__ == "__main__":
    sys.exit(main())

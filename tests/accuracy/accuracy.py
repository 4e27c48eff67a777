#!/usr/bin/env python3
"""Measures extraction over a folder that is laid out like the corpus: see run.sh.

Product pages are taken three ways: as is; stripped of ld+json scripts, of the attributes item* and of meta named og:*,
product:* and twitter:*; and the pages alone that are not `easy`. Price: precision, recall, F1, where a wrong value counts as a
false positive and a false negative. The others: the share of pages that are right. Each with a 95 % interval by bootstrap
over pages, and as a mean over sites with one over sites.
"""

import argparse
import collections
import decimal
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

ROUNDS = 1000
TOLERANCE = 0.005
META_NAMES = rb"(?is)<meta\b(?=[^>]*\b(?:property|name)\s*=\s*[\"']?\s*(?:og:|product:|twitter:))[^>]*>"


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def stripped(html):
    html = re.sub(rb"(?is)<script\b[^>]*ld\+json[^>]*>.*?</script\s*>", b"", html)
    html = re.sub(META_NAMES, b"", html)
    return re.sub(rb"(?i)(?<=[\s\"'])item(?:prop|scope|type|id|ref)(\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+))?(?=[\s/>])", b"", html)


def folded(text):
    text = unicodedata.normalize("NFKC", text or "").casefold()
    kept = (" " if unicodedata.category(c)[0] in "PZC" else c for c in text)
    return " ".join("".join(kept).split())


def same_price(got, wanted):
    try:
        return decimal.Decimal(got) == decimal.Decimal(wanted)
    except (decimal.InvalidOperation, TypeError):
        return False


class Tool:
    """`pricecrew extract --batch` over pages in a folder of their own."""

    def __init__(self, binary):
        self.binary = binary

    def extract(self, pages):
        """pages: of {"id", "url", "html": bytes, "content_type"}; {id: answer}"""
        with tempfile.TemporaryDirectory(prefix="pricecrew-accuracy-") as folder:
            lines = []
            for number, page in enumerate(pages):
                path = os.path.join(folder, f"{number}.html")
                with open(path, "wb") as file:
                    file.write(page["html"])
                lines.append(json.dumps({"id": page["id"], "url": page["url"], "file": path,
                                         "content_type": page.get("content_type", "text/html")}))
            run = subprocess.run([self.binary, "extract", "--batch"], input="\n".join(lines) + "\n", capture_output=True,
                                 text=True, check=True)
        return {row["id"]: row for row in map(json.loads, run.stdout.splitlines())}


class Judged:
    """One page: what was right of it."""

    def __init__(self, truth, answer):
        product = answer.get("product") or {}
        price, wanted = product.get("price"), truth["price"]
        right = price is not None and wanted is not None and any(
            same_price(price, one) for one in [wanted, *truth.get("price_alts", [])])
        self.tp, self.fp, self.fn = int(right), int(price is not None and not right), int(wanted is not None and not right)
        self.name = any(folded(product.get("name")) == folded(one) for one in [truth["name"], *truth.get("name_alts", [])])
        self.currency = wanted is None or product.get("currency") == truth["currency"]
        self.availability = truth.get("availability") in (None, "Unknown", product.get("availability"))
        self.all = self.name and self.currency and self.fp == 0 and self.fn == 0
        self.found = answer["status"] == "product"
        self.site = "amazon" if ".amazon." in "." + truth["site"] else truth["site"]
        self.truth, self.answer = truth, answer

    def miss(self):
        wrong = [what for what, right in (("price", self.fp + self.fn == 0), ("name", self.name), ("currency", self.currency))
                 if not right]
        if not wrong:
            return None
        product = self.answer.get("product") or {}
        got = self.answer["status"] + (":" + self.answer["reason"] if self.answer.get("reason") else "")
        return (f"{self.truth['id']} {self.truth['site']} {'+'.join(wrong)}: wanted {self.truth['price']} {self.truth['currency']} "
                f"{self.truth['name'][:60]!r}, got {got} {product.get('price')} {product.get('currency')} "
                f"{(product.get('name') or '')[:60]!r} {product.get('sources', '')}")


def precision(pages):
    found = sum(p.tp + p.fp for p in pages)
    return sum(p.tp for p in pages) / found if found else 1.0


def recall(pages):
    wanted = sum(p.tp + p.fn for p in pages)
    return sum(p.tp for p in pages) / wanted if wanted else 1.0


def f1(pages):
    counted = sum(2 * p.tp + p.fp + p.fn for p in pages)
    return 2 * sum(p.tp for p in pages) / counted if counted else 1.0


def share(attribute):
    return lambda pages: sum(getattr(p, attribute) for p in pages) / len(pages) if pages else 1.0


MEASURES = [("price precision", precision), ("price recall", recall), ("price F1", f1), ("name right", share("name")),
            ("currency right", share("currency")), ("availability right", share("availability")),
            ("name, price and currency", share("all"))]
TARGETS = {  # as is, stripped, not easy
    "price F1": (0.97, 0.90, 0.92), "name right": (0.97, 0.94, 0.96), "currency right": (0.98, 0.95, 0.96),
    "name, price and currency": (0.93, 0.85, 0.87)}


def interval(values):
    values = sorted(values)
    return values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))]


class Report:
    def __init__(self):
        self.figures = {}

    def add(self, name, value, target=None, note=""):
        self.figures[name] = round(value, 4)
        met = "" if target is None else f"  target {target:.2f} {'met' if value >= target - 1e-9 else 'MISSED'}"
        print(f"{name:<42} {value:.3f}{met}{note}")

    def products(self, way, index, pages):
        print(f"\n{way}: {len(pages)} pages of {len({p.site for p in pages})} sites")
        dice = random.Random(1)
        by_site = collections.defaultdict(list)
        for page in pages:
            by_site[page.site].append(page)
        sites = list(by_site.values())
        page_draws = [dice.choices(pages, k=len(pages)) for _ in range(ROUNDS)]
        site_draws = [dice.choices(sites, k=len(sites)) for _ in range(ROUNDS)]
        for name, measure in MEASURES:
            low, high = interval([measure(draw) for draw in page_draws])
            means = [measure(site) for site in sites]
            site_low, site_high = interval([sum(measure(site) for site in draw) / len(draw) for draw in site_draws])
            note = f"  [{low:.3f}, {high:.3f}]  mean over sites {sum(means) / len(means):.3f} [{site_low:.3f}, {site_high:.3f}]"
            self.add(f"{way}: {name}", measure(pages), TARGETS.get(name, (None,) * 3)[index], note)


def measure_products(tool, folder, report, options):
    truths = rows_of(f"{folder}/products.jsonl")
    htmls = {truth["id"]: gzip.open(f"{folder}/{truth['file']}").read() for truth in truths}

    def judged(change):
        pages = [{"id": t["id"], "url": t["url"], "html": change(htmls[t["id"]])} for t in truths]
        answers = tool.extract(pages)
        return [Judged(truth, answers[truth["id"]]) for truth in truths]

    as_is, bare = judged(lambda html: html), judged(stripped)
    ways = [("as is", as_is), ("stripped", bare), ("not easy", [page for page in as_is if not page.truth.get("easy", False)])]
    for index, (way, pages) in enumerate(ways):
        report.products(way, index, pages)
        if options.verbose:
            for miss in filter(None, (page.miss() for page in pages)):
                print("   miss:", miss)
    report.add("product pages found to be some", sum(page.found for page in as_is) / len(as_is), 0.99)


def measure_others(tool, folder, report, options, name, target):
    rows = rows_of(f"{folder}/{name}.jsonl")
    pages = []
    for row in rows:
        file = row.get("file") or f"listings/{row['id']}.html.gz"
        pages.append({"id": row["id"], "url": row["url"], "html": gzip.open(os.path.join(folder, file)).read(),
                      "content_type": "text/html; charset=" + (row.get("encoding") or "utf-8")})
    answers = tool.extract(pages)
    wrong = [row for row in rows if answers[row["id"]]["status"] != "not_product"]
    report.add(f"{name} found to be no product page", 1 - len(wrong) / len(rows), target)
    if options.verbose:
        for row in wrong:
            print("   miss:", row["id"], row["url"], answers[row["id"]])


def measure_shop(tool, folder, report, options):
    truths = {row["path"]: row for row in rows_of(f"{folder}/shop/products.jsonl")}
    with gzip.open(f"{folder}/shop/pages.jsonl.gz", "rt", encoding="utf-8") as file:
        pages = [json.loads(line) for line in file]
    answers = tool.extract([{"id": p["path"], "url": "http://shop.example" + p["path"], "html": p["html"].encode(),
                             "content_type": "text/html; charset=utf-8"} for p in pages])
    right = sum((answers[path].get("product") or {}).get(key) == truth[key] for path, truth in truths.items() for key in
                ("name", "price", "currency")) / (3 * len(truths))
    others = [p["path"] for p in pages if p["path"] not in truths]
    clean = sum(answers[path]["status"] != "product" for path in others)
    report.add("recorded shop: facts right", right, 1.0)
    report.add("recorded shop: categories no product page", clean / len(others), 0.97)
    if options.verbose:
        for path in (path for path in others if answers[path]["status"] == "product"):
            print("   miss:", path, answers[path])


def regressions(report, path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        recorded = json.load(file)
    return [f"{name}: {report.figures[name]:.4f}, recorded {value:.4f}" for name, value in recorded.items()
            if name in report.figures and report.figures[name] < value - TOLERANCE]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--tool", required=True, help="the pricecrew binary")
    parser.add_argument("--verbose", action="store_true", help="every miss, with what was found instead")
    parser.add_argument("--recorded", help="figures to be no worse than; a JSON object")
    parser.add_argument("--record", help="write the figures to this file")
    options = parser.parse_args()
    tool, report = Tool(options.tool), Report()
    measure_products(tool, options.folder, report, options)
    print()
    measure_others(tool, options.folder, report, options, "not_products", 0.97)
    measure_others(tool, options.folder, report, options, "listings", 0.97)
    if os.path.exists(f"{options.folder}/shop/products.jsonl"):
        measure_shop(tool, options.folder, report, options)
    if options.record:
        with open(options.record, "w", encoding="utf-8") as file:
            json.dump(report.figures, file, indent=1, sort_keys=True)
            file.write("\n")
    worse = regressions(report, options.recorded) if options.recorded else []
    for line in worse:
        print("REGRESSION", line)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())

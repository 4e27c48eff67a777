#!/usr/bin/env python3
"""A generated shop against its truth: every field, every format, the limits, product URLs given by hand, the files."""

import csv
import io
import json

import crew

FIELDS = ("url", "final_url", "name", "price", "currency", "regular_price", "price_max", "availability", "sku", "gtin", "brand",
          "image", "category_url", "page", "rank", "sources")


def complete(one, *arguments, **options):
    done = one.scrape(*arguments, **options)
    crew.equal(f"exit code of scrape {arguments[:4]} ({done.err[-300:]})", 0, done.code)
    return done


def test_every_field_of_the_truth(one):
    shop = one.generated_shop("--products", "300")
    rows = complete(one, "--format", "jsonl", *shop.urls).rows
    crew.equal("products of the shop", 300, len(shop.wanted))
    crew.same_rows("scrape", shop.wanted, rows)
    for row in rows:
        crew.equal("order of the fields", FIELDS, tuple(row))


def csv_text(name, value):
    if name != "sources":
        return str(value)
    return "; ".join(f"{field}={of['source']} {of['confidence']:.2f}" for field, of in value.items())


def test_formats_agree(one):
    shop = one.generated_shop("--products", "90", "--categories", "4")
    text = {form: complete(one, "--format", form, *shop.urls).out for form in ("json", "jsonl", "csv", "table")}
    rows = crew.rows_of(text["jsonl"])
    crew.same_rows("jsonl", shop.wanted, rows)
    crew.equal("json", rows, json.loads(text["json"]))
    from_csv = list(csv.DictReader(io.StringIO(text["csv"], newline="")))
    as_csv = [{name: "" if value is None else csv_text(name, value) for name, value in row.items()} for row in rows]
    crew.equal("csv", as_csv, from_csv)
    lines = text["table"].splitlines()
    crew.equal("lines of the table", len(rows) + 1, len(lines))
    for row, line in zip(rows, lines[1:]):
        words = line.split()
        assert line.startswith(row["name"][:20]) and row["price"] in words and row["currency"] in words, \
            f"the table's line {line!r} is not {row}"


def test_output_file_is_whole(one):
    shop = one.generated_shop("--products", "40", "--categories", "2")
    printed = complete(one, "--format", "jsonl", *shop.urls).out
    path = one.write("products.jsonl", "what stood here before\n")
    done = complete(one, "--format", "jsonl", "--output", path, *shop.urls)
    crew.equal("standard output", "", done.out)
    crew.equal("the file", printed, crew.text_of(path))
    crew.equal("nothing beside it", [path.name], [found.name for found in one.folder.glob("products.jsonl*")])


def test_max_pages(one):
    shop = one.generated_shop("--products", "120", "--categories", "3", "--page-size", "10")
    rows = complete(one, "--format", "jsonl", "--max-pages", "2", *shop.urls).rows
    crew.same_rows("two pages each", [row for row in shop.wanted if row["page"] <= 2], rows)
    crew.equal("products", 60, len(rows))


def test_max_products(one):
    shop = one.generated_shop("--products", "120", "--categories", "3", "--page-size", "10")
    rows = complete(one, "--format", "jsonl", "--max-products", "45", *shop.urls).rows
    wanted = []
    for url in shop.urls:  # divided among the categories; the first of each
        wanted += [row for row in shop.wanted if row["category_url"] == url][:15]
    crew.same_rows("45 products of 3 categories", wanted, rows)


def without_place(rows):
    return [{name: row[name] for name in row if name not in ("category_url", "page", "rank")} for row in rows]


def test_product_urls(one):
    shop = one.generated_shop("--products", "12", "--categories", "2")
    backwards = shop.wanted[::-1]
    rows = complete(one, "--format", "jsonl", "--product-url", *[row["url"] for row in backwards]).rows
    crew.same_rows("product URLs", without_place(backwards), rows)


def test_urls_file_longer_than_a_list(one):
    shop = one.generated_shop("--products", "1500", "--categories", "5")
    backwards = shop.wanted[::-1]
    text = "".join(row["url"] + "\n" for row in backwards)
    rows = complete(one, "--format", "jsonl", "--urls-file", one.write("urls", text)).rows
    crew.same_rows("1,500 URLs of a file", without_place(backwards), rows)
    head = "".join(row["url"] + "\n" for row in backwards[:5])
    rows = complete(one, "--format", "jsonl", "--urls-file", "-", stdin=head).rows
    crew.same_rows("URLs from standard input", without_place(backwards[:5]), rows)


crew.main(globals())

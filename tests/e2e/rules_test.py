#!/usr/bin/env python3
"""Rules against a shop whose structured data is wrong: they win, fall back, travel to the workers, and are checked."""

import json

import crew

# The markup says last year's name and price in another currency; what is true stands in the page and in its state.
PRODUCT = """<html lang="en"><head><title>Lamp {i}</title><script type="application/ld+json">
{{"@context":"https://schema.org","@type":"Product","name":"Old kettle {i}","sku":"OLD-{i}","brand":"Shade",
"offers":{{"@type":"Offer","price":"{i}00.00","priceCurrency":"USD","availability":"https://schema.org/InStock"}}}}</script>
<script>window.__STATE__ = {{"item": {{"article": "A-{i}", "was": "{i}9.90"}}}};</script></head>
<body><h1>Lamp <em>{i}</em></h1><p class="price"><b>now</b> <span>{i}4.50 EUR</span></p>
{stock}</body></html>"""
RULES = """{
  // the shop of the test
  "sites": [{
    "hosts": ["127.0.0.1"],
    "fields": {
      "name": {"selector": "h1"},
      "price": [{"selector": ".nosuch"}, {"selector": ".price:has(> b) > span"}],
      "regular_price": {"json": "$.item.was", "in": "__STATE__"},
      "sku": {"json": "$..article", "in": "__STATE__", "pattern": "A-(.*)"},
      "availability": {"selector": ".stock"}
    },
    "product_links": ["li.product > a"], "next_page": ["a[rel=next]"], "keep": ["*/product/*"], "drop": ["*#reviews"]
  }]
}
"""
COUNT = 8


def page_of(i):
    return PRODUCT.format(i=i, stock='<p class="stock">Out of stock</p>' if i == 3 else "")


def shop_of(one):
    cards = "".join(f'<li class="product"><a href="/product/{i}">Lamp {i}</a> <span>{i}4.50 €</span></li>'
                    for i in range(1, COUNT + 1))
    pages = [{"path": "/c", "html": f"<html><title>Lamps</title><ul>{cards}</ul></html>"}]
    pages += [{"path": f"/product/{i}", "html": page_of(i)} for i in range(1, COUNT + 1)]
    return one.shop("--site", one.write("site.jsonl", "".join(json.dumps(page) + "\n" for page in pages)))


def wanted(shop):
    """What the rules find, and the brand and the availability, where they find none, of the structured data."""
    return [{"url": f"{shop.base}/product/{i}", "name": f"Lamp {i}", "price": f"{i}4.50", "currency": "EUR",
             "regular_price": f"{i}9.90", "sku": str(i), "brand": "Shade",
             "availability": "OutOfStock" if i == 3 else "InStock"} for i in range(1, COUNT + 1)]


def wrong(shop):
    return [{"url": f"{shop.base}/product/{i}", "name": f"Old kettle {i}", "sku": f"OLD-{i}"}
            for i in range(1, COUNT + 1)]


def test_rules_win_over_wrong_structured_data(one):
    shop = shop_of(one)
    plain = one.scrape("--format", "jsonl", shop.base + "/c")
    crew.same_rows("without rules", wrong(shop), plain.rows)
    ruled = one.scrape("--format", "jsonl", "--rules", one.write("rules.json", RULES), shop.base + "/c")
    crew.equal(f"exit code ({ruled.err[-300:]})", 0, ruled.code)
    crew.same_rows("with rules", wanted(shop), ruled.rows)


def test_rules_travel_to_the_workers(one):
    cluster = crew.Cluster(one, producers=1, workers=2)
    shop = shop_of(one)
    ruled = cluster.submit("--format", "jsonl", "--rules", one.write("rules.json", RULES), shop.base + "/c")
    crew.equal(f"exit code ({ruled.err[-300:]})", 0, ruled.code)
    crew.same_rows("with rules", wanted(shop), ruled.rows)


def test_mistakes_stop_the_start(one):
    shop = shop_of(one)
    rules = one.write("rules.json", RULES.replace("h1", "h1 > > b").replace('"drop"', '"dorp"'))
    for arguments in (("scrape", *crew.LOCAL, shop.base + "/c", "--rules", rules),
                      ("extract", "--rules", rules, one.write("page.html", page_of(1))), ("rules", rules)):
        done = one.run("pricecrew", *arguments)
        crew.equal(f"exit code of {arguments[0]}", 2, done.code)
        crew.equal("standard output", "", done.out)
        crew.one_line("the selector", done.err, f"{rules}: line 6, column 34: ", "'>'")
        crew.one_line("the name", done.err, f"{rules}: line 12, column 98: ", "'dorp'")
    crew.equal("requests", [], shop.requests())
    done = one.run("producer", "submit", "--rules", one.folder / "nosuch.json", shop.base + "/c")
    crew.equal(f"exit code without the file ({done.err})", 2, done.code)
    too_many = one.write("many.json", RULES.replace('"*#reviews"', ", ".join(f'"*/{i:09}/*"' for i in range(1200))))
    done = one.run("pricecrew", "rules", too_many)
    crew.equal("exit code of too many", 2, done.code)
    crew.one_line("too many", done.err, "16384 are allowed")


def test_tools(one):
    rules, page = one.write("rules.json", RULES), one.write("page.html", page_of(1))
    done = one.run("pricecrew", "rules", rules)
    crew.equal("exit code of rules", 0, done.code)
    crew.one_line("good", done.out, str(rules), "good")
    done = one.run("pricecrew", "extract", "--rules", rules, "--url", "http://127.0.0.1/product/1", page)
    answer = json.loads(done.out)
    crew.equal("product", ("Lamp 1", "14.50"), (answer["product"]["name"], answer["product"]["price"]))
    crew.equal("what the rules did", {"applied": True, "missed": ["availability"]}, answer["rules"])
    done = one.run("pricecrew", "select", page, ".price span")
    crew.equal("select", "14.50 EUR\n", done.out)
    done = one.run("pricecrew", "select", page, "--json", "$..article", "--in", "__STATE__")
    crew.equal("select --json", "A-1\n", done.out)
    done = one.run("pricecrew", "select", page, "p::before")
    crew.equal("exit code of a wrong selector", 2, done.code)


crew.main(globals())

#!/usr/bin/env python3
"""Categories of the demo shop in three styles, and the recorded shop from its home page, each scraped by one command."""

import crew


def scraped_whole(one, style):
    shop = one.generated_shop("--products", "150", "--categories", "3", "--page-size", "10", "--listing", style)
    done = one.scrape("--format", "jsonl", *shop.urls)
    crew.equal(f"exit code ({done.err[-300:]})", 0, done.code)
    crew.same_rows(style, shop.wanted, done.rows)
    crew.equal("products", 150, len(done.rows))
    return shop


def test_numbered_pages(one):
    scraped_whole(one, "numbered")


def test_load_more_button(one):
    shop = scraped_whole(one, "load-more")
    # The last answer may come before its line in the log.
    crew.wait_until(lambda: sum("page=" in request["path"] for request in shop.requests()) == 12, 10,
                    "12 further pages in the shop's log")


def test_grid_that_a_script_fills(one):
    scraped_whole(one, "script")


def test_recorded_shop_from_its_home_page(one):
    shop = crew.recorded_shop(one)
    done = one.scrape("--format", "jsonl", "--depth", "2", shop.base + "/")
    crew.equal(f"exit code ({done.err[-500:]})", 0, done.code)
    crew.equal("products", {row["url"] for row in shop.wanted}, {row["url"] for row in done.rows})
    crew.equal("rows", 1000, len(done.rows))
    facts = {row["url"]: row for row in done.rows}
    for want in shop.wanted:
        crew.equal(want["url"], want, {name: facts[want["url"]].get(name) for name in want})


def test_depth(one):
    shop = crew.recorded_shop(one)
    religion = shop.base + "/category/12"
    count = {depth: len(one.scrape("--format", "jsonl", "--depth", depth, religion).rows) for depth in (0, 1)}
    crew.equal("products of Religion without and with its subcategories", {0: 7, 1: 22}, count)


def test_a_product_page_for_a_category(one):
    shop = one.generated_shop("--products", "6", "--categories", "1")
    done = one.scrape("--format", "jsonl", shop.wanted[2]["url"])
    crew.equal(f"exit code ({done.err[-300:]})", 0, done.code)
    crew.equal("its one product", [shop.wanted[2]["name"]], [row["name"] for row in done.rows])
    crew.one_line("the summary says so", done.err, "product page")


def test_sitemap(one):
    shop = one.generated_shop("--products", "40", "--categories", "2")
    done = one.scrape("--format", "jsonl", "--sitemap", shop.base + "/sitemap.xml")
    crew.equal(f"exit code ({done.err[-300:]})", 0, done.code)
    crew.equal("products", {row["url"] for row in shop.wanted}, {row["url"] for row in done.rows})
    done = one.scrape("--format", "jsonl", "--max-products", "5", "--sitemap", "--", shop.base + "/")
    crew.equal("products of the sitemap that robots.txt names", 5, len(done.rows))


crew.main(globals())

#!/usr/bin/env python3
"""The recorded shop, scraped for real in one process: every product, every price, in category order."""

import crew


def test_scrape(one):
    shop = crew.recorded_shop(one)
    crew.equal("categories", 55, len(shop.urls))
    crew.equal("products of the shop", 1000, len(shop.wanted))
    done = one.scrape("--format", "jsonl", *shop.urls)
    crew.equal(f"exit code ({done.err[-500:]})", 0, done.code)
    crew.same_rows("scrape", shop.wanted, done.rows)
    crew.one_line("the ledger's sum", done.err, "announced = 1000 products + 0 duplicates")


crew.main(globals())

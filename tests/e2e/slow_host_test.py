#!/usr/bin/env python3
"""A slow host with 10,000 tasks queued first does not hold up a fast one in the same shard, which is the only one here."""

import time
import uuid

import crew
from management import Management

SLOW, FAST = "slow.localhost", "fast.localhost"
SLOW_PAGES, FAST_PAGES = 10_000, 100
SLOW_RATE = 0.5
FAST_WITHIN = 60
ONE_SHARD = ("--product-shards", "1", "--category-shards", "1")


class OneShard:
    """A crew on a virtual host of its own."""

    def __init__(self, one, url, budgets):
        self.one = one
        where = ("--broker-url", url, *ONE_SHARD)
        limits = ("--host-concurrency", "2", "--host-rate", "0", "--host-budgets", budgets)
        aggregator = one.start("aggregator", "aggregator", *where, *limits, "--listen", "127.0.0.1:0", "--store",
                               one.folder / "store.db", "--output-dir", one.folder / "out")
        port = aggregator.wait_for(r"listening on port (\d+)").group(1)
        self.api = f"http://127.0.0.1:{port}"
        self.flags = (*where, *limits, "--aggregator-url", self.api)
        stage = (*where, *limits, "--allow-private", ".localhost", "--threads", "1")
        for program, arguments in (("producer", ("serve",)), ("worker", ())):
            one.start(program, program, *arguments, *stage).wait_for(r"slot \d+ of the")

    def submit(self, urls, *arguments):
        file = self.one.write(f"urls-{uuid.uuid4().hex[:8]}", "\n".join(urls) + "\n")
        done = self.one.run("producer", "submit", *self.flags, "--urls-file", file, *arguments, seconds=FAST_WITHIN * 3)
        crew.equal(f"exit code of submit ({done.err[-300:]})", 0, done.code)
        return done


def port_of(shop):
    return shop.base.rsplit(":", 1)[1]


def pages(shop, host, count):
    """URLs of product pages, each one of its own: what the shop ignores makes them many."""
    paths = [row["url"].split("/", 3)[3] for row in shop.wanted]
    return [f"http://{host}:{port_of(shop)}/{paths[i % len(paths)]}?copy={i}" for i in range(count)]


def requests_to(shop, host):
    return [row for row in shop.requests() if row["host"].split(":")[0] == host and row["path"] != "/robots.txt"]


def time_of_fast(crew_of_one, shop, first):
    """Seconds from submit to its end, for pages that were not asked for before."""
    began = time.monotonic()
    done = crew_of_one.submit(pages(shop, FAST, first + FAST_PAGES)[first:], "--wait", "--format", "jsonl")
    crew.equal("products of the fast host", FAST_PAGES, len(done.rows))
    return time.monotonic() - began


def test_a_slow_host_holds_up_nobody(one):
    management = Management()
    host = f"slow-{uuid.uuid4().hex[:8]}"
    management.make_host(host)
    try:
        shop = one.generated_shop("--products", "200", "--categories", "1")
        budgets = one.write("budgets", f"{SLOW}:{port_of(shop)} 2 {SLOW_RATE}\n")
        crew_of_one = OneShard(one, management.url(host), budgets)
        alone = time_of_fast(crew_of_one, shop, 0)
        crew_of_one.submit(pages(shop, SLOW, SLOW_PAGES))
        shard_is_full(management, host)
        behind = time_of_fast(crew_of_one, shop, FAST_PAGES)
        again = time_of_fast(crew_of_one, shop, 2 * FAST_PAGES)
        slow = len(requests_to(shop, SLOW))
        assert slow < SLOW_PAGES / 100, f"{slow} requests to the slow host: it was not slow"
        assert behind < FAST_WITHIN, f"{FAST_PAGES} pages of the fast host took {behind:.1f} s behind the slow one's"
        print(f"{FAST_PAGES} pages of the fast host: {alone:.1f} s alone, {behind:.1f} s right behind {SLOW_PAGES} tasks of "
              f"the slow one, {again:.1f} s after that; {slow} requests to the slow host so far")
    finally:
        management.delete_host(host)


def shard_is_full(management, host):
    """The slow host's tasks are in the shard, or on the ladder already."""
    def full():
        return sum(management.messages(host, name) for name in ("product.", "pricecrew.retry.")) > SLOW_PAGES * 0.9
    crew.wait_until(full, 60, f"{SLOW_PAGES} tasks of the slow host")


crew.main(globals())

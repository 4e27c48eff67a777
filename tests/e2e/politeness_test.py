#!/usr/bin/env python3
"""A host never gets more than its budget, by the host's own account: the access log of the demo shop."""

import crew

CONCURRENCY, RATE = 4, 8
TOLERANCE_US = 50_000
BUDGET = crew.LOCAL + ("--host-concurrency", str(CONCURRENCY), "--host-rate", str(RATE))
SHOP = ("--products", "56", "--categories", "2", "--page-size", "14", "--latency", "300")


def most_at_once(requests):
    """A request that ends as another starts is no overlap."""
    events = sorted([(one["start"], 1) for one in requests] + [(one["end"], -1) for one in requests],
                    key=lambda event: (event[0], event[1]))
    running = most = 0
    for _, change in events:
        running += change
        most = max(most, running)
    return most


def expect_polite(what, requests):
    assert most_at_once(requests) <= CONCURRENCY, f"{what}: {most_at_once(requests)} requests at once"
    starts = sorted(one["start"] for one in requests)
    for first in range(len(starts)):
        for last in range(first + 1, len(starts)):
            window = (starts[last] - starts[first] + TOLERANCE_US) / 1e6
            count = last - first + 1
            assert count <= RATE * window + CONCURRENCY, f"{what}: {count} requests within {window:.2f} s"


def expect_used(what, requests):
    """The budget is used too: a crawler that does one thing after another would pass the test for nothing."""
    assert most_at_once(requests) >= 2, f"{what}: never two requests at once"
    starts = sorted(one["start"] for one in requests)
    pace = (len(starts) - 1) / ((starts[-1] - starts[0]) / 1e6)
    assert pace >= RATE / 4, f"{what}: only {pace:.1f} requests a second of {RATE}"


def test_the_measure_sees_too_much(_):
    second = 1_000_000
    crowd = [{"start": 0, "end": second}] * 5
    crew.equal("at once", 5, most_at_once(crowd))
    burst = [{"start": i * second // 20, "end": i * second // 20 + 1} for i in range(40)]
    try:
        expect_polite("a burst", burst)
    except AssertionError:
        return
    raise AssertionError("20 requests a second passed for 8")


def test_scrape(one):
    shop = one.generated_shop(*SHOP)
    done = one.run("pricecrew", "scrape", *BUDGET, "--format", "jsonl", *shop.urls)
    crew.equal(f"exit code ({done.err[-300:]})", 0, done.code)
    crew.same_rows("scrape", shop.wanted, done.rows)
    expect_polite("scrape", shop.requests())
    expect_used("scrape", shop.requests())


def test_three_workers(one):
    shop = one.generated_shop(*SHOP)
    cluster = crew.Cluster(one, producers=2, workers=3, budget=BUDGET)
    done = cluster.submit("--format", "jsonl", *shop.urls)
    crew.equal(f"exit code ({done.err[-300:]})", 0, done.code)
    crew.same_rows("cluster", shop.wanted, done.rows)
    expect_polite("three workers", shop.requests())
    expect_used("three workers", shop.requests())


crew.main(globals())

#!/usr/bin/env python3
"""Ctrl-C and cancel: what there is by then is printed, and says that it is a part."""

import json
import signal
import time

import crew

PARTIAL = 5


def expect_part(what, done, shop, words):
    crew.equal(f"exit code of {what} ({done.err[-500:]})", PARTIAL, done.code)
    crew.one_line(f"{what}: what it is", done.err, words)
    rows = done.rows
    assert 0 < len(rows) < len(shop.wanted), f"{what}: {len(rows)} rows of {len(shop.wanted)} are no part"
    found = {row["url"] for row in rows}
    crew.same_rows(what, [row for row in shop.wanted if row["url"] in found], rows)


def slow_shop(one):
    return one.generated_shop("--products", "400", "--categories", "4", "--latency", "150")


def test_interrupted_scrape(one):
    shop = slow_shop(one)
    scrape = one.start("scrape", "pricecrew", "scrape", *crew.FAST, "--format", "jsonl", *shop.urls)
    crew.wait_until(lambda: len(shop.requests()) >= 40, 30, "40 requests")
    began = time.monotonic()
    done = scrape.stop(signal.SIGINT)
    assert time.monotonic() - began < 8, "it took long to stop"
    expect_part("interrupted scrape", done, shop, "partial")


def start_job(one, cluster, shop):
    submit = one.start("submit", "producer", "submit", "--wait", *cluster.flags(), "--format", "jsonl", *shop.urls)
    job = submit.wait_for(r"(?m)^job (\S+)$").group(1)
    crew.wait_until(lambda: cluster.settled(job) >= 40, 40, "40 settlements")
    return submit, job


def test_interrupted_submit_and_cancel(one):
    shop = slow_shop(one)
    cluster = crew.Cluster(one, producers=1, workers=2)
    submit, job = start_job(one, cluster, shop)
    expect_part("interrupted submit", submit.stop(signal.SIGINT), shop, "partial")
    crew.one_line("the job goes on", cluster.ask("status", job).out, f"job {job}: open")

    watch = one.start("watch", "producer", "watch", job, "--aggregator-url", cluster.api, "--format", "jsonl")
    watch.wait_for("settled")
    cancel = one.run("producer", "cancel", job, "--broker-url", cluster.broker)
    crew.equal(f"exit code of cancel ({cancel.err})", 0, cancel.code)
    expect_part("watch of a cancelled job", watch.wait(30), shop, "cancelled: this is a partial result")
    crew.one_line("status", cluster.ask("status", job).out, f"job {job}: cancelled")
    summary = cluster.output / job / "summary.json"
    crew.wait_until(summary.exists, 10, "the summary")
    crew.equal("state in the summary", "cancelled", json.loads(summary.read_text())["state"])
    seen = len(shop.requests())
    time.sleep(3)
    more = len(shop.requests()) - seen
    assert more <= 20, f"{more} requests were sent after the job was cancelled"


crew.main(globals())

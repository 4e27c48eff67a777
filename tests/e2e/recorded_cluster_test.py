#!/usr/bin/env python3
"""The recorded shop over RabbitMQ by 2 producers and 4 workers: the rows of one process, also when a worker is killed."""

import crew

WORKERS = 4


def start_submit(one, cluster, urls):
    submit = one.start("submit", "producer", "submit", "--wait", *cluster.flags(), "--format", "jsonl", *urls)
    job = submit.wait_for(r"(?m)^job (\S+)$").group(1)
    return submit, job


def test_same_rows_as_one_process(one):
    shop = crew.recorded_shop(one)
    cluster = crew.Cluster(one)
    scraped = one.scrape("--format", "jsonl", *shop.urls)
    crew.same_rows("scrape", shop.wanted, scraped.rows)
    done = cluster.submit("--format", "jsonl", *shop.urls)
    crew.equal(f"exit code ({done.err[-500:]})", 0, done.code)
    crew.same_rows("cluster", shop.wanted, done.rows)
    assert done.out == scraped.out, "the cluster prints other bytes than one process"
    counts = cluster.settled_by_workers()
    crew.equal("product tasks settled by the workers", 1000, sum(counts))
    if cluster.version >= (4, 0):  # before, a newcomer gets nothing until the owner of a shard goes
        # Who has its shards when a job of a few seconds begins is up to the machine; shares_test.py is about that.
        assert sum(count > 0 for count in counts) >= 2, f"one worker did it all: {counts}"


def test_killed_worker_changes_nothing(one):
    shop = crew.recorded_shop(one, "--latency", "60")
    cluster = crew.Cluster(one)
    submit, job = start_submit(one, cluster, shop.urls)
    crew.wait_until(lambda: cluster.settled(job) >= 150, 60, "150 settlements")
    victim = max(cluster.workers, key=cluster.settled_by)
    victim.child.kill()
    victim.child.wait()
    after = cluster.settled(job)
    assert after < 1000, f"the job was nearly over when the worker was killed: {after}"
    done = submit.wait(100)
    crew.equal(f"exit code ({done.err[-500:]})", 0, done.code)
    crew.same_rows("after the kill", shop.wanted, done.rows)
    counts = cluster.settled_by_workers()
    crew.equal("workers left", WORKERS - 1, len(counts))
    assert sum(counts) < 1000, f"the killed worker had done nothing: {counts}"


crew.main(globals())

#!/usr/bin/env python3
"""Workers share the shards evenly, and whoever comes or goes moves no shard but its own: real worker processes, and what
the broker says of each shard's active consumer. Each worker has a user of its own, by which the broker knows it."""

import collections
import uuid

import crew
from management import Management

SHARDS = 64
PREFIX = f"product.{SHARDS}."
SETTLED_WITHIN = 60
FIRST_WITH_TAKEOVER = 4


class Workers:
    """Of one virtual host, by the names of their users."""

    def __init__(self, one, management, host):
        self.one, self.management, self.host = one, management, host
        self.processes = {}

    def join(self):
        name = f"{self.host}-{len(self.processes)}"
        self.management.make_user(name, self.host)
        self.processes[name] = self.one.start(name, "worker", "--broker-url", self.management.url(self.host, name),
                                              *crew.FAST, "--threads", "1", "--listen", "127.0.0.1:0")
        self.processes[name].wait_for(r"slot \d+ of the")
        return name

    def leave(self, name, how):
        self.processes[name].stop(how)

    def shares(self):
        """{name: set of its shards}"""
        shares = collections.defaultdict(set)
        for queue, user in self.management.owners(self.host, PREFIX).items():
            shares[user].add(queue)
        return dict(shares)

    def await_shares(self, sizes, what):
        """Until the shares have these sizes, in any order."""
        def even():
            shares = self.shares()
            return shares if sorted(map(len, shares.values())) == sorted(sizes) else None
        try:
            return crew.wait_until(even, SETTLED_WITHIN, what)
        except AssertionError as late:
            raise AssertionError(f"{late}: {sorted(map(len, self.shares().values()))}") from None

    def end(self):
        for name, process in self.processes.items():
            process.stop()
            self.management.delete_user(name)


def expect_only_lost(what, before, after, newcomers):
    """Who was there before has nothing that it had not: what it lost went to the newcomers."""
    for name, shards in after.items():
        more = shards - before.get(name, set())
        assert name in newcomers or not more, f"{what}: {name} got {sorted(more)[:3]} from others that are still there"


def expect_only_gained(what, before, after, gone):
    """Who stayed has all that it had, and of the others' only what those that are gone left."""
    for name, shards in before.items():
        if name in gone:
            assert name not in after, f"{what}: {name} is gone and has shards"
        else:
            lost = shards - after.get(name, set())
            assert not lost, f"{what}: {name} lost {sorted(lost)[:3]} though it stayed"


def watch(one, management, host):
    workers = Workers(one, management, host)
    try:
        before, names = {}, []
        for count in (1, 2, 4, 8):
            newcomers = [workers.join() for _ in range(count - len(names))]
            names += newcomers
            now = workers.await_shares([SHARDS // count] * count, f"{count} workers with equal shares")
            expect_only_lost(f"{count} workers", before, now, newcomers)
            before = now
        for gone, how in ((names[5], crew.signal.SIGTERM), (names[2], crew.signal.SIGKILL)):
            workers.leave(gone, how)
            left = crew.wait_until(lambda gone=gone: of_all(workers.shares(), gone), SETTLED_WITHIN,
                                   f"all shards without {gone}")
            expect_only_gained(f"without {gone}", before, left, [gone])
            before = left
        back = workers.join()
        now = crew.wait_until(lambda: at_least(workers.shares(), back, SHARDS // 8), SETTLED_WITHIN, "a newcomer's share")
        expect_only_lost("a newcomer", before, now, [back])
        return [len(now[name]) for name in sorted(now)]
    finally:
        workers.end()


def of_all(shares, gone):
    return shares if gone not in shares and sum(map(len, shares.values())) == SHARDS else None


def at_least(shares, name, count):
    enough = len(shares.get(name, ())) >= count - 2 and sum(map(len, shares.values())) == SHARDS
    return shares if enough else None


def test_shares_are_equal_and_a_joiner_takes_just_its_own(one):
    management = Management()
    if management.major_version() < FIRST_WITH_TAKEOVER:
        raise crew.Skip(f"RabbitMQ {management.version} hands nothing over by priority")
    host = f"shares-{uuid.uuid4().hex[:8]}"
    management.make_host(host)
    try:
        shares = watch(one, management, host)
        print(f"1, 2, 4 and 8 workers owned {', '.join(str(SHARDS // count) for count in (1, 2, 4, 8))} shards each; "
              f"at the end, with a newcomer in the place of one that was killed, {shares}")
    finally:
        management.delete_host(host)


crew.main(globals())

"""The jobs of a run: submitted so that one is always open, then read from the aggregator's API and its store."""

import json
import sqlite3
import time
import urllib.error
import urllib.request

HOSTS = 8
MAX_PAGES = 6
FEW_TASKS = 150
MOST_OPEN = 12
YOUNG = 6
OUTCOMES = ("product", "listing", "not_product", "failed", "skipped", "duplicate")


class Jobs:
    """`dice` decides the hosts of each job; category numbers are never used twice."""

    def __init__(self, crew_members, shop, dice):
        self.crew, self.shop, self.dice = crew_members, shop, dice
        self.roots = {}
        self.submitted_at = {}

    def keep_open(self):
        """Submits a job where there is little left to do. Needs a broker and an aggregator."""
        statuses = self.statuses()
        if statuses is None:
            return
        open_jobs = [one for one in statuses.values() if one["state"] == "open"]
        left = sum(one["announced"] - one["settled"] for one in open_jobs)
        unheard = [job for job, at in self.submitted_at.items() if time.monotonic() - at < YOUNG]
        if left < FEW_TASKS and not unheard and len(open_jobs) < MOST_OPEN:
            self.submit()

    def submit(self):
        category = len(self.roots) + 1
        hosts = self.dice.sample(self.shop.hosts, HOSTS)
        job = self.crew.submit([f"{self.shop.base(host)}/c/{category}" for host in hosts], MAX_PAGES)
        self.roots[job] = [(host, category) for host in hosts]
        self.submitted_at[job] = time.monotonic()

    def settled(self):
        """Over all jobs; absent while the aggregator is away."""
        statuses = self.statuses()
        return None if statuses is None else sum(one["settled"] + one["strays"] for one in statuses.values())

    def open(self):
        statuses = self.statuses()
        return list(self.roots) if statuses is None else \
            [job for job in self.roots if statuses.get(job, {}).get("state", "open") == "open"]

    def statuses(self):
        """What the API says, by job; absent while it says nothing."""
        try:
            told = json.loads(self._get("/api/jobs"))
        except (OSError, urllib.error.URLError, ValueError):
            return None
        return {one["job"]: one for one in told["jobs"]}

    def products(self, job):
        return [json.loads(line) for line in self._get(f"/api/jobs/{job}/products?format=jsonl").splitlines()]

    def truth(self, job):
        pages = {}
        for host, category in self.roots[job]:
            pages.update(self.shop.truth(host, category, MAX_PAGES))
        return pages

    def root_urls(self, job):
        return [f"{self.shop.base(host)}/c/{category}" for host, category in self.roots[job]]

    def _get(self, path):
        with urllib.request.urlopen(self.crew.aggregator.api + path, timeout=20) as answer:
            return answer.read().decode()


def read_tasks(store, job):
    """Every announced task of a job: URL to (outcome, reason); an outcome of None is not settled."""
    database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    try:
        rows = database.execute(
            "SELECT tasks.url, tasks.outcome, tasks.reason FROM jobs JOIN ids ON ids.job = jobs.job "
            "JOIN tasks ON tasks.row = ids.row WHERE jobs.id = ? AND tasks.position IS NOT NULL", (job,)).fetchall()
    finally:
        database.close()
    return {url: (None if outcome is None else OUTCOMES[outcome], reason or "") for url, outcome, reason in rows}


def read_dead(store):
    """The dead messages that the aggregator keeps: pairs of the headers' text and the body."""
    database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    try:
        return database.execute("SELECT headers, body FROM dead").fetchall()
    finally:
        database.close()

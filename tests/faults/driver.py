"""The fault test: see run.sh."""

import argparse
import collections
import pathlib
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))

import checks  # noqa: E402
import faults  # noqa: E402
import report  # noqa: E402
from broker_node import BrokerNode  # noqa: E402
from jobs import Jobs, read_dead, read_tasks  # noqa: E402
from members import GRACE, Crew  # noqa: E402
from proxy import Loop  # noqa: E402
from shop import HostileShop  # noqa: E402

READY_WITHIN = 60
SETTLEMENT_WITHIN = 240
JOBS_END_WITHIN = 420
POLL = 0.1
LOOK_EVERY = 0.5
LIMITS_MB = {"worker": checks.WORKER_MB}


class Run:
    """Everything that a run starts; `end` ends it, by process ids."""

    def __init__(self, options):
        self.options = options
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pricecrew-faults."))
        self.began = time.monotonic()
        self.late, self.excuses, self.rounds = [], [], 0
        self.parts = []
        self.looked = 0
        self.crew = None

    def start(self):
        dice, binaries = random.Random(self.options.seed), self.options.binaries.resolve()
        self.faults = faults.sequence(random.Random(dice.random()))
        self.loop = self._keep(Loop())
        self.broker = self._keep(BrokerNode(self.folder))
        self.shop = self._keep(HostileShop(self.folder, binaries, self.options.seed, self.options.patience))
        self.crew = Crew(self.folder, binaries, self.broker, self.loop, self.shop)
        self.jobs = Jobs(self.crew, self.shop, random.Random(dice.random()))
        self.say(f"RabbitMQ {self.broker.version}, seed {self.options.seed}, logs in {self.folder}")
        self.crew.start()
        self.await_ready("the start")
        self.jobs.submit()
        self.jobs.submit()
        self.await_settlement("the start")

    def say(self, text):
        print(f"{time.monotonic() - self.began:7.1f} s  {text}", flush=True)

    def go_through_rounds(self):
        while not self.enough():
            self.rounds += 1
            kind, victim = next(self.faults)
            began, at = time.monotonic(), time.time()
            what = f"round {self.rounds}: {kind}{f' ({victim})' if victim and victim[-1].isdigit() else ''}"
            faults.carry_out(kind, victim, self.crew, self.broker)
            back = self.await_ready(what)
            self.excuses += faults.excuse_for(kind, victim, at, time.time())
            settled = self.await_settlement(what)
            self.say(f"{what}, back after {back - began:.1f} s, at work after {settled - began:.1f} s, "
                     f"{len(self.jobs.open())} jobs open")

    def enough(self):
        if self.options.seconds and time.monotonic() - self.began >= self.options.seconds:
            return True
        return bool(self.options.rounds) and self.rounds >= self.options.rounds

    def look(self):
        if time.monotonic() - self.looked >= LOOK_EVERY:
            self.looked = time.monotonic()
            self.crew.tend()

    def await_ready(self, what):
        """All processes say that they are ready. When that was."""
        deadline = time.monotonic() + READY_WITHIN
        while not self.crew.ready():
            self.look()
            if time.monotonic() > deadline:
                unready = [name for name, one in self.crew.members.items() if not one.ready()]
                self.note_late(f"{what}: {', '.join(unready)} not ready after {READY_WITHIN} s")
                break
            time.sleep(POLL)
        return time.monotonic()

    def await_settlement(self, what):
        """Twice the settled grow: the first time may be what waited for the aggregator. When that was."""
        deadline = time.monotonic() + SETTLEMENT_WITHIN
        growths, last = 0, self.jobs.settled()
        while growths < 2:
            self.look()
            self.jobs.keep_open()
            time.sleep(POLL)
            settled = self.jobs.settled()
            growths += settled is not None and last is not None and settled > last
            last = settled if settled is not None else last
            if time.monotonic() > deadline:
                self.note_late(f"{what}: nothing was settled for {SETTLEMENT_WITHIN} s")
                break
        return time.monotonic()

    def note_late(self, text):
        self.say(text)
        self.late.append(text)

    def await_jobs(self):
        deadline = time.monotonic() + self.options.patience_for_jobs
        while (still := self.jobs.open()) and time.monotonic() < deadline:
            self.look()
            time.sleep(LOOK_EVERY)
        self.say(f"{len(self.jobs.roots)} jobs, {len(still)} of them still open")
        if still:
            (self.folder / "stuck.txt").write_text("\n".join(self.broker.stuck()) + "\n")

    def judge(self):
        """Reads what there is to read, ends the crew and the shop, and checks."""
        statuses = self.jobs.statuses() or {}
        statuses = {job: statuses[job] for job in self.jobs.roots if job in statuses}
        lost = [f"the aggregator knows nothing of {job}" for job in self.jobs.roots if job not in statuses]
        rows = {job: self.jobs.products(job) for job in statuses}
        truths = {job: self.jobs.truth(job) for job in statuses}
        self.crew.tend()
        self.crew.end("term")
        self.shop.end()
        left = self.broker.left_in(["results", "dead"])
        verdicts = [checks.Verdict("back at work after each fault", f"{self.rounds} rounds", self.late + lost),
                    checks.ended(statuses), checks.sums(statuses)]
        verdicts += self.judge_pages(statuses, truths, rows)
        requests = self.shop.requests()
        everyone = self.crew.everyone()
        ends = [end for one in everyone for end in one.ends]
        excuses = self.excuses + (faults.excuses_for_crashes(ends) if self.crew.crash_hook else [])
        verdicts += [checks.budgets(requests, self.shop.budgets, self.shop.crawl_delays),
                     checks.holds(requests, excuses),
                     checks.memory({one.name: one.highest_kb for one in everyone}, LIMITS_MB),
                     checks.exits(ends, GRACE, self.crew.crash_hook),
                     checks.dead(read_dead(self.crew.store), left, self.crash_urls(truths))]
        return verdicts

    def judge_pages(self, statuses, truths, rows):
        wrong_outcomes, wrong_products, found, troubles = [], [], 0, collections.Counter()
        for job in statuses:
            tasks = read_tasks(self.crew.store, job)
            facts = (job, truths[job], self.jobs.root_urls(job), tasks)
            wrong, counts = checks.outcomes(*facts, self.crew.crash_hook)
            wrong_outcomes += wrong
            troubles += counts
            wrong, count = checks.products(*facts, rows[job], self.crew.crash_hook)
            wrong_products += wrong
            found += count
        kinds = f"{sum(troubles.values())} pages, {len(troubles) - 1} kinds of trouble on " \
                f"{sum(troubles.values()) - troubles['none']}"
        return [checks.Verdict("outcome of each page", kinds, wrong_outcomes),
                checks.Verdict("products against the truth", f"{found} products", wrong_products)]

    @staticmethod
    def crash_urls(truths):
        return {url for truth in truths.values() for url, page in truth.items() if page["trouble"] == "crash"}

    def _keep(self, part):
        self.parts.append(part)
        return part

    def end(self, keep_logs):
        if self.crew:
            self.crew.end("kill")
        for part in reversed(self.parts):
            part.end()
        if keep_logs:
            print(f"the logs are in {self.folder}", flush=True)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)


def parse(arguments):
    parser = argparse.ArgumentParser(prog="run.sh", description="Breaks a crew again and again, and checks what holds.")
    parser.add_argument("--seed", type=int, default=1, help="the same seed is the same shop, jobs and faults")
    parser.add_argument("--rounds", type=int, default=0, help="how many faults; 0: as many as --seconds take")
    parser.add_argument("--seconds", type=float, default=0, help="no new round begins after that; 0: no limit")
    parser.add_argument("--patience", type=float, default=45, help="seconds that the shop's stalls last")
    parser.add_argument("--patience-for-jobs", type=float, default=JOBS_END_WITHIN,
                        help="seconds after the last round within which every job must end")
    parser.add_argument("--keep-logs", action="store_true", help="keep the logs of a good run too")
    parser.add_argument("--binaries", type=pathlib.Path, default=HERE.parent.parent / "build" / "bin")
    options = parser.parse_args(arguments)
    if not options.rounds and not options.seconds:
        options.rounds = 200
    return options


def main():
    options = parse(sys.argv[1:])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    run, bad = Run(options), 1
    try:
        run.start()
        run.go_through_rounds()
        run.await_jobs()
        bad = report.show(run.judge(), run.rounds)
    except Exception:  # whatever it is, the processes end and the logs stay
        traceback.print_exc(file=sys.stdout)
    finally:
        run.end(keep_logs=bool(bad) or options.keep_logs)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()

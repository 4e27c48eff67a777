"""What the end-to-end tests share: the programs as processes that end with the test, shops, a cluster, comparisons.

A test is a script of functions named test_...; crew.main(globals()) runs them all with a Crew each. The script's
argument is the folder of the binaries; further arguments choose tests by name. Exit code 77 skips, with the reason.
"""

import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.request

import amqp

BINARIES = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/bin").resolve()
LOCAL = ("--allow-private", "127.0.0.1")
FAST = LOCAL + ("--host-concurrency", "16", "--host-rate", "0")
SHARED = ("name", "price", "currency", "regular_price", "availability", "sku", "gtin", "brand", "page", "rank")
# What the truth knows of a product and a page in this markup says to people alone: finding that is an issue of its own.
UNSAID = {"json-ld": {"regular_price"}, "plain": {"availability", "sku", "gtin", "brand"}}


class Skip(Exception):
    pass


class Finished:
    """How a program ended: `code`, and what it said on `out` and `err`."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def rows(self):
        return rows_of(self.out)


def text_of(path):
    """With the line ends that it has: those of CSV are compared too."""
    return path.read_bytes().decode()


def rows_of(text):
    return [json.loads(line) for line in text.splitlines()]


def environment(extra=None):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PRICECREW_")}
    return {"PRICECREW_RETRY_WAIT": "0.1", **clean, **(extra or {})}  # what fails for good is to fail soon


def command(program, arguments):
    return [str(BINARIES / program), *map(str, arguments)]


class Process:
    """A program in the background; its output goes to files."""

    def __init__(self, folder, name, program, arguments):
        self.name = name
        self.out_path, self.err_path = folder / f"{name}.out", folder / f"{name}.err"
        with open(self.out_path, "wb") as out, open(self.err_path, "wb") as err:
            self.child = subprocess.Popen(command(program, arguments), stdout=out, stderr=err,
                                          stdin=subprocess.DEVNULL, env=environment())

    def out(self):
        return text_of(self.out_path)

    def log(self):
        return self.out() + text_of(self.err_path)

    def wait(self, seconds=60):
        code = self.child.wait(timeout=seconds)
        return Finished(code, self.out(), text_of(self.err_path))

    def stop(self, how=signal.SIGTERM, seconds=40):
        if self.child.poll() is None:
            self.child.send_signal(how)
        return self.wait(seconds)

    def wait_for(self, pattern, seconds=30):
        def found():
            assert self.child.poll() is None or re.search(pattern, self.log()), \
                f"{self.name} ended before it said /{pattern}/: {self.log()[-1000:]}"
            return re.search(pattern, self.log())
        return wait_until(found, seconds, f"{self.name} to say /{pattern}/")


def wait_until(condition, seconds, what):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.03)
    raise AssertionError(f"waited {seconds} s in vain for {what}")


_given_ports = set()
_ports = random.Random()


def free_port():
    """A port on which nothing listens, another one each time, below the range that the kernel gives to others."""
    for _ in range(100):
        port = _ports.randrange(20_000, 32_000)
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if port not in _given_ports and listener.connect_ex(("127.0.0.1", port)) != 0:
                _given_ports.add(port)
                return port
    raise AssertionError("no free port found")


class Shop:
    """A demo shop; `urls` are its category pages and `wanted` its products in output order, where it is generated."""

    def __init__(self, crew, name, flags):
        port_file, self.log_path = crew.folder / f"{name}.port", crew.folder / f"{name}.access"
        self.process = crew.start(name, "demo-shop", "--port-file", port_file, "--access-log", self.log_path, *flags)
        wait_until(lambda: port_file.exists() and port_file.read_text().strip(), 20, "the shop's port")
        self.base = f"http://127.0.0.1:{port_file.read_text().strip()}"
        self.urls, self.wanted = [], []

    def requests(self):
        return rows_of(self.log_path.read_text()) if self.log_path.exists() else []

    def read_truth(self, path):
        pages = rows_of(path.read_text())
        self.urls = [self.base + page["path"] for page in pages if page["kind"] == "category"]
        for page in pages:
            if page["kind"] == "product":
                own = {"url": self.base + page["path"], "category_url": self.base + page["category"]}
                unsaid = UNSAID.get(page["markup"], ())
                self.wanted.append({**own, **{name: page[name] for name in SHARED if name not in unsaid}})


class Crew:
    """One test's processes and folder; all end with it, by their process ids."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pricecrew-e2e."))
        self.processes = []

    def start(self, name, program, *arguments):
        self.processes.append(Process(self.folder, name, program, arguments))
        return self.processes[-1]

    def run(self, program, *arguments, seconds=100, env=None, stdin=None):
        done = subprocess.run(command(program, arguments), capture_output=True, timeout=seconds, env=environment(env),
                              input=(stdin or "").encode(), check=False)
        return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())

    def scrape(self, *arguments, **options):
        return self.run("pricecrew", "scrape", *FAST, *arguments, **options)

    def shop(self, *flags, name="shop"):
        return Shop(self, name, flags)

    def generated_shop(self, *flags, name="shop"):
        truth = self.folder / f"{name}.truth"
        shop = self.shop("--truth", truth, *flags, name=name)
        shop.read_truth(truth)
        return shop

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    def end(self):
        for process in self.processes:
            if process.child.poll() is None:
                process.child.kill()
            process.child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def show_logs(self):
        for process in self.processes:
            print(f"--- end of {process.name}: exit code {process.child.poll()}", process.log()[-1500:], sep="\n")


class Cluster:
    """Producers, workers and one aggregator over the test's broker, which is emptied first."""

    def __init__(self, crew, producers=2, workers=4, budget=FAST, log=()):
        self.crew, self.budget = crew, budget
        self.broker = os.environ.get("PRICECREW_TEST_BROKER") or ""
        if not self.broker:
            raise Skip("PRICECREW_TEST_BROKER names no RabbitMQ")
        self.version = amqp.empty(self.broker)
        self.output = crew.folder / "out"
        where = ("--broker-url", self.broker)
        self.aggregator = self.start_aggregator(*where, *log, *budget[budget.index("--host-concurrency"):],
                                                "--listen", "127.0.0.1:0")
        port = self.aggregator.wait_for(r"listening on port (\d+)").group(1)
        self.api = f"http://127.0.0.1:{port}"
        stage = (*where, *budget, *log, "--threads", "1")
        self.producers = [crew.start(f"producer{i}", "producer", "serve", *stage) for i in range(producers)]
        self.workers = [self._start_worker(f"worker{i}", stage) for i in range(workers)]
        for one in self.producers + self.workers:
            one.wait_for(r"slot \d+ of the")

    def _start_worker(self, name, stage):
        port = free_port()
        worker = self.crew.start(name, "worker", *stage, "--listen", f"127.0.0.1:{port}")
        worker.metrics = f"http://127.0.0.1:{port}/metrics"
        return worker

    def start_aggregator(self, *arguments):
        return self.crew.start("aggregator", "aggregator", *arguments, "--store", self.crew.folder / "store.db",
                               "--output-dir", self.output)

    def flags(self):
        grants = self.budget.index("--host-concurrency")
        return ("--broker-url", self.broker, "--aggregator-url", self.api, *self.budget[grants:])

    def submit(self, *arguments, **options):
        return self.crew.run("producer", "submit", "--wait", *self.flags(), *arguments, **options)

    def ask(self, what, job, *arguments):
        return self.crew.run("producer", what, job, "--aggregator-url", self.api, *arguments)

    def get(self, path):
        with urllib.request.urlopen(self.api + path, timeout=10) as answer:
            return answer.read().decode()

    def settled(self, job):
        """How many tasks `producer status` calls settled; 0 while the job is unknown."""
        said = self.ask("status", job)
        found = re.search(r"(\d+) announced = [^\n]*?(?:(\d+) not settled yet)?$", said.out, re.MULTILINE)
        return int(found.group(1)) - int(found.group(2) or 0) if found else 0

    @staticmethod
    def settled_by(worker):
        """How many tasks a worker that runs has settled so far, as its metrics say."""
        with urllib.request.urlopen(worker.metrics, timeout=10) as answer:
            said = answer.read().decode()
        return sum(int(float(n)) for n in re.findall(r"^pricecrew_tasks_settled_total\S* (\S+)$", said, re.MULTILINE))

    def settled_by_workers(self):
        """Ends the workers that are left; how many tasks each says that it settled."""
        counts = []
        for worker in self.workers:
            if worker.child.poll() is None:
                ended = worker.stop()
                equal(f"exit code of {worker.name}", 0, ended.code)
                found = re.search(r"settled (\d+) tasks", worker.log())
                assert found, f"{worker.name} does not say what it settled: {worker.log()[-500:]}"
                counts.append(int(found.group(1)))
        return counts


def job_of(text):
    """The job's id, from what `submit --wait` says first on stderr."""
    found = re.search(r"^job (\S+)$", text, re.MULTILINE)
    return found.group(1) if found else None


def equal(what, wanted, got):
    assert wanted == got, f"{what}: wanted {wanted!r}, got {got!r}"


def same_rows(what, wanted, rows):
    """The rows say what is wanted, in its order; only the fields that `wanted` has are compared."""
    want_urls, got_urls = [row["url"] for row in wanted], [row["url"] for row in rows]
    missing, twice = set(want_urls) - set(got_urls), len(got_urls) - len(set(got_urls))
    assert not missing and not twice, f"{what}: {len(missing)} missing, {twice} twice, e.g. {sorted(missing)[:2]}"
    equal(f"{what}: number of rows", len(wanted), len(rows))
    assert want_urls == got_urls, f"{what}: not in category order"
    for want, row in zip(wanted, rows):
        equal(f"{what}: {want['url']}", want, {name: row.get(name) for name in want})


def one_line(what, text, *words):
    """Exactly one line of `text` has all the words."""
    found = [line for line in text.splitlines() if all(word in line for word in words)]
    assert len(found) == 1, f"{what}: {len(found)} lines with {words} instead of one in:\n{text}"
    return found[0]


def corpus(*parts):
    folder = os.environ.get("PRICECREW_CORPUS")
    if not folder:
        raise Skip("PRICECREW_CORPUS names no folder with recorded pages")
    return pathlib.Path(folder, *parts)


def recorded_shop(crew, *flags, name="shop"):
    """The recorded shop, with its categories and what its products are to be."""
    shop = crew.shop("--site", corpus("shop", "pages.jsonl.gz"), *flags, name=name)
    categories = rows_of(corpus("shop", "categories.jsonl").read_text())
    products = {row["path"]: row for row in rows_of(corpus("shop", "products.jsonl").read_text())}
    shop.urls = [shop.base + category["path"] for category in categories]
    for category in categories:
        for path in category["product_paths"]:
            facts = {name: products[path][name] for name in ("name", "price", "currency")}
            shop.wanted.append({"url": shop.base + path, **facts})
    return shop


def run_one(name, test):
    crew, began, verdict = Crew(), time.monotonic(), "passed"
    try:
        test(crew)
    except Skip as reason:
        verdict = f"SKIPPED: {reason}"
    except Exception:  # whatever it is, the other tests go on and the processes end
        verdict = "FAILED"
        traceback.print_exc(file=sys.stdout)
        crew.show_logs()
    finally:
        crew.end()
    print(f"{name}: {verdict}" if verdict in ("passed", "FAILED") else f"{name}\n{verdict}",
          f"({time.monotonic() - began:.1f} s)", flush=True)
    return verdict


def main(names):
    chosen = sys.argv[2:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    verdicts = [run_one(name, test) for name, test in list(names.items())
                if name.startswith("test_") and (not chosen or name in chosen)]
    if "FAILED" in verdicts or not verdicts:
        sys.exit(1)
    sys.exit(0 if "passed" in verdicts else 77)

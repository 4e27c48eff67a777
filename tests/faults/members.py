"""The processes of the crew: each behind its own proxy, restarted when it ends, with its memory and ends on record."""

import os
import pathlib
import re
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request

import crew
from proxy import Proxy

GRACE = 6
START_PAUSE = 0.3
# So that what heals does so while the test looks on. Each is set where the worker knows it.
RETRY_SETTINGS = {"PRICECREW_RETRY_WAIT": "1", "PRICECREW_ATTEMPTS": "3"}
# A broker that is slow because the machine has other work is not what is tested.
PATIENT = {"PRICECREW_BROKER_TIMEOUT": "60"}


class End:
    """How a process ended: `how` is "term", "kill" or "itself"; `code` as Popen says it; `at` in seconds since 1970."""

    def __init__(self, member, how, code, seconds, at=0):
        self.member, self.how, self.code, self.seconds, self.at = member, how, code, seconds, at


class EndWatch:
    """Sees when a process ends, however long it takes until somebody asks: `at`, in seconds since 1970."""

    def __init__(self, pid):
        self.at = None
        self.thread = threading.Thread(target=self._wait, args=(pid,), daemon=True)
        self.thread.start()

    def _wait(self, pid):
        try:
            os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        except ChildProcessError:  # who asked was faster
            pass
        self.at = time.time()

    def end(self):
        self.thread.join()
        return self.at


class Member:
    """One process, under one name over all its lives."""

    def __init__(self, name, role, command, environment, log_folder):
        self.name, self.role, self.command, self.environment = name, role, command, environment
        self.log_path = log_folder / f"{name}.log"
        self.proxy = None
        self.api = None
        self.child = None
        self.watch = None
        self.highest_kb = 0
        self.ends = []

    def start(self):
        self.proxy.forget()
        with open(self.log_path, "ab") as log:
            log.write(f"--- started at {time.time():.3f}\n".encode())
            log.flush()
            self.child = subprocess.Popen(self.command, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                          env=self.environment)
        self.watch = EndWatch(self.child.pid)

    def running(self):
        return self.child is not None and self.child.poll() is None

    def ready(self):
        if not self.running() or not self.proxy.whole():
            return False
        try:
            with urllib.request.urlopen(f"{self.api}/readyz", timeout=2) as answer:
                return answer.status == 200
        except (OSError, urllib.error.URLError):
            return False

    def sample_memory(self):
        try:
            status = pathlib.Path(f"/proc/{self.child.pid}/status").read_text()
        except (OSError, AttributeError):
            return
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        if found:
            self.highest_kb = max(self.highest_kb, int(found.group(1)))

    def stop(self, how):
        """Ends it by "kill" or "term" and waits for that; one that outlives its grace time by far is killed."""
        if self.note_end() or not self.running():
            return
        self.sample_memory()
        began = time.monotonic()
        self.child.send_signal(signal.SIGKILL if how == "kill" else signal.SIGTERM)
        try:
            code = self.child.wait(timeout=4 * GRACE)
        except subprocess.TimeoutExpired:
            self.child.kill()
            code = self.child.wait()
        self.ends.append(End(self.name, how, code, time.monotonic() - began, self.watch.end()))

    def note_end(self):
        """Where it ended by itself, since start or the last note: True, and on record."""
        if self.child is None or self.child.poll() is None:
            return False
        self.ends.append(End(self.name, "itself", self.child.returncode, 0, self.watch.end()))
        self.child = None
        return True


class Crew:
    """Two producers, four workers and an aggregator, that a supervisor would keep alive: `tend` does."""

    def __init__(self, folder, binaries, broker, loop, shop):
        self.folder, self.binaries, self.broker, self.loop, self.shop = folder, binaries, broker, loop, shop
        self.store = folder / "store.db"
        self.members = {}
        self.gone = []
        self.crash_hook = all((binaries / name).exists() for name in ("faults-worker", "faults-producer"))
        known = self._help("worker")
        self.settings = {name: value for name, value in {**RETRY_SETTINGS, **PATIENT}.items() if f"Env:{name})" in known}
        self.aggregator = self._add("aggregator", "aggregator", self._aggregator_arguments)
        for number in range(2):
            self._add(f"producer{number}", "producer", self._stage_arguments)
        for number in range(4):
            self._add(f"worker{number}", "worker", self._stage_arguments)

    def names(self, role=None):
        return [name for name, one in self.members.items() if role in (None, one.role)]

    def start(self):
        for one in self.members.values():
            one.start()

    def join(self, name):
        self._add(name, "worker", self._stage_arguments).start()

    def leave(self, name):
        one = self.members.pop(name)
        one.stop("term")
        one.proxy.end()
        self.gone.append(one)

    def ready(self):
        return all(one.ready() for one in list(self.members.values()))

    def tend(self):
        """Restarts what ended by itself, and looks at everyone's memory."""
        for one in self.members.values():
            one.sample_memory()
            if one.note_end():
                time.sleep(START_PAUSE)
                one.start()

    def everyone(self):
        return list(self.members.values()) + self.gone

    def submit(self, urls, max_pages):
        """Opens a job; its id."""
        done = subprocess.run([self.binaries / "producer", "submit", "--broker-url", self.broker.url, *self._budget(),
                               "--max-pages", str(max_pages), *urls], capture_output=True, timeout=60, check=False,
                              text=True, env=crew.environment(self.settings), stdin=subprocess.DEVNULL)
        found = re.search(r"\b(\d{8}-\d{6}-\w+)\b", done.stdout + done.stderr)
        assert done.returncode == 0 and found, f"submit ended with {done.returncode}: {done.stdout}{done.stderr}"
        return found.group(1)

    def end(self, how):
        """Ends everyone, the aggregator last."""
        for one in sorted(self.members.values(), key=lambda one: one.role == "aggregator"):
            one.stop(how)

    def _help(self, program):
        return subprocess.run([self.binaries / program, "--help"], capture_output=True, check=False, text=True).stdout

    def _add(self, name, role, arguments_for):
        program = f"faults-{role}" if self.crash_hook and role != "aggregator" else role
        one = Member(name, role, [str(self.binaries / program)], crew.environment(self.settings), self.folder)
        one.proxy = Proxy(self.loop, self.broker.port)
        port = crew.free_port()
        one.api = f"http://127.0.0.1:{port}"
        one.command += ["serve"] if role == "producer" else []
        one.command += ["--broker-url", self.broker.url_by_way_of(one.proxy.port), "--listen", f"127.0.0.1:{port}"]
        one.command += [str(part) for part in arguments_for()]
        self.members[name] = one
        return one

    def _budget(self):
        return ["--host-concurrency", str(self.shop.concurrency), "--host-rate", str(self.shop.rate),
                "--host-budgets", str(self.shop.budgets_path)]

    def _aggregator_arguments(self):
        return ["--store", self.store, "--output-dir", self.folder / "out"]

    def _stage_arguments(self):
        return ["--allow-private", ",".join(self.shop.hosts), *self._budget(), "--threads", 1, "--grace", GRACE]



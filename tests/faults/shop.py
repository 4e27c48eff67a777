"""The hostile shop of a run: its process, its budgets, its truth and its access log."""

import json
import subprocess
import urllib.request

import crew

CONCURRENCY, RATE = 4, 20
# By number of the host: requests at once, requests a second (0 for no limit). Others have what stands above.
OWN_BUDGETS = {1: (2, 4), 3: (8, 40), 6: (3, 6), 9: (2, 0), 12: (6, 12)}


class HostileShop:
    """Serves after the constructor, on every host of `hosts`."""

    def __init__(self, folder, binaries, seed, patience):
        self.folder = folder
        self.log_path = folder / "access.log"
        port_path = folder / "shop.port"
        with open(folder / "shop.log", "wb") as log:
            self.child = subprocess.Popen([binaries / "hostile-shop", "--seed", str(seed), "--port-file", port_path,
                                           "--access-log", self.log_path, "--patience", str(int(patience * 1000))],
                                          stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        crew.wait_until(port_path.exists, 20, "the shop's port")
        self.port = int(port_path.read_text())
        about = self._ask("127.0.0.2", "/hostile/hosts")
        self.hosts = [one["host"] for one in about]
        self.crawl_delays = {one["host"]: one["crawl_delay"] for one in about if one["crawl_delay"]}
        self.concurrency, self.rate = CONCURRENCY, RATE
        self.budgets = {host: OWN_BUDGETS.get(number, (CONCURRENCY, RATE)) for number, host in enumerate(self.hosts)}
        self.budgets_path = folder / "budgets"
        self.budgets_path.write_text("".join(f"{self.hosts[number]}:{self.port} {own[0]} {own[1]}\n"
                                             for number, own in OWN_BUDGETS.items()))

    def base(self, host):
        return f"http://{host}:{self.port}"

    def truth(self, host, category, pages):
        """The pages of a category, by URL."""
        told = self._ask(host, f"/hostile/truth?category={category}&pages={pages}")
        return {self.base(host) + page["path"]: {**page, "base": self.base(host)} for page in told}

    def end(self):
        if self.child.poll() is None:
            self.child.terminate()
        self.child.wait(timeout=20)

    def requests(self):
        """The access log, without ports in the hosts; complete once the shop has ended."""
        rows = crew.rows_of(self.log_path.read_text())
        for row in rows:
            row["host"] = row["host"].split(":")[0]
        return rows

    def _ask(self, host, path):
        with urllib.request.urlopen(self.base(host) + path, timeout=20) as answer:
            return json.load(answer)

#!/usr/bin/env python3
"""A full disk under the aggregator: settlements wait in the broker, /readyz says why, and all is stored once there is
room. The disk is a small tmpfs in a mount namespace of the aggregator's own, so it takes root."""

import subprocess
import urllib.error
import urllib.request

import crew

SIZE = "6m"


def namespace_or_skip():
    tried = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False)
    if tried.returncode != 0:
        raise crew.Skip(f"no file system can be mounted in a namespace here: {tried.stderr.decode().strip()}")


class SmallDisk(crew.Cluster):
    """A cluster whose aggregator has a disk of its own."""

    def start_aggregator(self, *arguments):
        self.disk = self.crew.folder / "disk"
        self.disk.mkdir()
        script = f'mount -t tmpfs -o size={SIZE} tmpfs {self.disk} && exec "$0" "$@"'
        return self.crew.start("aggregator", "/usr/bin/unshare", "-m", "sh", "-c", script, crew.BINARIES / "aggregator",
                               *arguments, "--store", self.disk / "store.db", "--output-dir", self.disk / "out")

    def on_disk(self, script):
        subprocess.run(["nsenter", "-t", str(self.aggregator.child.pid), "-m", "sh", "-c", script], cwd="/",
                       check=False, capture_output=True)

    def problem(self):
        """What /readyz says is wrong; None where nothing is."""
        try:
            self.get("/readyz")
            return None
        except urllib.error.HTTPError as error:
            crew.equal("status of /readyz", 503, error.code)
            return error.read().decode()


def test_full_disk(one):
    namespace_or_skip()
    shop = one.generated_shop("--products", "600", "--categories", "6", "--latency", "20")
    cluster = SmallDisk(one, producers=1, workers=2)
    submit = one.start("submit", "producer", "submit", "--wait", *cluster.flags(), "--format", "jsonl", *shop.urls)
    job = submit.wait_for(r"(?m)^job (\S+)$").group(1)
    crew.wait_until(lambda: cluster.settled(job) >= 50, 40, "50 settlements")
    cluster.on_disk(f"cat /dev/zero > {cluster.disk}/filler")
    said = crew.wait_until(cluster.problem, 30, "/readyz to say that something is wrong")
    assert "disk" in said and "full" in said, said
    crew.wait_until(lambda: sum(row["path"].startswith("/p/") for row in shop.requests()) >= 600, 60, "all visits")
    stored = cluster.settled(job)
    assert stored < 600, f"{stored} settlements were stored on a full disk"
    assert cluster.problem(), "ready again without room"
    crew.equal("settlements stored meanwhile", stored, cluster.settled(job))

    cluster.on_disk(f"rm {cluster.disk}/filler")
    done = submit.wait(60)
    crew.equal(f"exit code ({done.err[-300:]})", 0, done.code)
    crew.same_rows("the job", shop.wanted, done.rows)
    crew.equal("what is wrong in the end", None, cluster.problem())
    crew.equal("exit code of the aggregator", 0, cluster.aggregator.stop().code)


crew.main(globals())

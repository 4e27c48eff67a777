"""The RabbitMQ node of a run, which can be shut down, killed and started again (tests/support/broker.sh)."""

import pathlib
import subprocess
import time
import urllib.parse

import amqp

SCRIPT = pathlib.Path(__file__).resolve().parent.parent / "support" / "broker.sh"
PATIENCE = 90


class BrokerNode:
    """Runs after the constructor; its files are in `folder`/broker."""

    def __init__(self, folder):
        self.folder = folder / "broker"
        self.url = self._call("start").strip().splitlines()[-1]
        self.port = urllib.parse.urlsplit(self.url).port
        self.version = amqp.Connection(self.url).version

    def url_by_way_of(self, port):
        return self.url.replace(f":{self.port}/", f":{port}/")

    def halt(self):
        self._call("halt")

    def kill(self):
        self._call("kill")

    def resume(self):
        """Returns when it answers again."""
        self._call("resume")
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            assert time.monotonic() < deadline, f"the broker does not answer {PATIENCE} s after its restart"
            time.sleep(0.1)

    def answers(self):
        try:
            amqp.Connection(self.url).close()
            return True
        except (OSError, AssertionError):
            return False

    def left_in(self, queues):
        """How many messages each of the queues held that was not empty; takes them."""
        connection = amqp.Connection(self.url)
        try:
            counts = {queue: connection.purge(queue) for queue in queues}
            return {queue: count for queue, count in counts.items() if count}
        finally:
            connection.close()

    def end(self):
        self._call("stop")

    def _call(self, what):
        done = subprocess.run([SCRIPT, what, self.folder], capture_output=True, timeout=200, check=False, text=True)
        assert done.returncode == 0, f"broker.sh {what}: {done.stderr[-500:]}"
        return done.stdout

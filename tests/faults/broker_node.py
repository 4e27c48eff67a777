"""The RabbitMQ node of a run, which can be shut down, killed and started again (tests/support/broker.sh)."""

import base64
import json
import pathlib
import subprocess
import time
import urllib.parse
import urllib.request

import amqp

SCRIPT = pathlib.Path(__file__).resolve().parent.parent / "support" / "broker.sh"
PATIENCE = 300  # on a machine that has other work, the broker starts slowly


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

    def stuck(self):
        """A line for each queue that holds messages, with its consumers, as the management API tells."""
        api = urllib.parse.urlsplit((self.folder / "api").read_text().strip())
        login = base64.b64encode(f"{api.username}:{api.password}".encode()).decode()
        lines = []
        for what in ("queues", "consumers", "connections", "channels"):
            asked = urllib.request.Request(f"http://{api.hostname}:{api.port}/api/{what}",
                                           headers={"Authorization": f"Basic {login}"})
            with urllib.request.urlopen(asked, timeout=20) as answer:
                told = json.load(answer)
            if what == "queues":
                full = {one["name"]: one for one in told if one.get("messages") and "stream" != one.get("type")}
                lines += [f"{name}: {one['messages']} messages, {one.get('messages_unacknowledged')} in hand, "
                          f"{one.get('consumers')} consumers" for name, one in full.items()]
            elif what != "consumers":
                lines += [f"{what[:-1]} {one.get('name')} {one.get('state')} {one.get('messages_unacknowledged', '')} "
                          f"{one.get('client_properties', {}).get('connection_name', '')}" for one in told]
            else:
                lines += [f"{one['queue']['name']}: {one['channel_details'].get('name')} {one.get('activity_status')} "
                          f"prefetch {one.get('prefetch_count')} {one.get('arguments')}"
                          for one in told if one["queue"]["name"] in full]
        return lines

    def end(self):
        self._call("stop")

    def _call(self, what):
        done = subprocess.run([SCRIPT, what, self.folder], capture_output=True, timeout=200, check=False, text=True)
        assert done.returncode == 0, f"broker.sh {what}: {done.stderr[-500:]}"
        return done.stdout

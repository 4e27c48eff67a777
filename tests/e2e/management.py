"""The broker's management API, as far as tests need it: virtual hosts and users of their own, and who has a queue."""

import base64
import json
import os
import urllib.parse
import urllib.request

import crew


class Management:
    """Of the test's broker; `version` is the broker's."""

    def __init__(self):
        api = urllib.parse.urlsplit(os.environ.get("TEST_BROKER_API") or "")
        if not api.hostname:
            raise crew.Skip("TEST_BROKER_API names no management API of RabbitMQ (tests/support/broker.sh run sets it)")
        self.base = f"http://{api.hostname}:{api.port}/api"
        self.login = base64.b64encode(f"{api.username}:{api.password}".encode()).decode()
        self.user = api.username
        self.amqp = urllib.parse.urlsplit(os.environ["PRICECREW_TEST_BROKER"])
        self.version = self._ask("overview")["rabbitmq_version"]

    def major_version(self):
        return int(self.version.split(".")[0])

    def make_host(self, name):
        """An empty virtual host."""
        self._ask(f"vhosts/{name}", "PUT", {})
        self.grant(name, self.user)

    def delete_host(self, name):
        self._ask(f"vhosts/{name}", "DELETE")

    def make_user(self, name, host):
        """Its password is its name."""
        self._ask(f"users/{name}", "PUT", {"password": name, "tags": ""})
        self.grant(host, name)

    def delete_user(self, name):
        self._ask(f"users/{name}", "DELETE")

    def grant(self, host, user):
        self._ask(f"permissions/{host}/{user}", "PUT", {"configure": ".*", "write": ".*", "read": ".*"})

    def url(self, host, user=None):
        """amqp:// URL of a virtual host."""
        login = f"{user}:{user}" if user else f"{self.amqp.username}:{self.amqp.password}"
        return f"amqp://{login}@{self.amqp.hostname}:{self.amqp.port}/{host}"

    def owners(self, host, prefix):
        """{queue: user} of the active consumers of the queues whose names begin so."""
        consumers = self._ask(f"consumers/{host}")
        return {one["queue"]["name"]: one["channel_details"]["user"] for one in consumers
                if one["queue"]["name"].startswith(prefix) and one.get("activity_status") == "single_active"
                and "user" in one["channel_details"]}  # absent while the channel comes or goes

    def messages(self, host, prefix):
        """How many messages the queues hold whose names begin so."""
        queues = self._ask(f"queues/{host}?columns=name,messages")
        return sum(one.get("messages") or 0 for one in queues if one["name"].startswith(prefix))

    def _ask(self, path, method="GET", content=None):
        body = None if content is None else json.dumps(content).encode()
        asked = urllib.request.Request(f"{self.base}/{path}", data=body, method=method)
        asked.add_header("Authorization", f"Basic {self.login}")
        asked.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(asked, timeout=20) as answer:
            text = answer.read()
        return json.loads(text) if text else None

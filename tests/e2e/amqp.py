"""Just enough AMQP 0-9-1 for a test to know its broker and to empty it: plain amqp://, one channel."""

import re
import socket
import struct
import urllib.parse

SHARDS = {"category": 16, "product": 64}
RUNGS = ("1s", "5s", "30s", "2m", "10m", "1h")
FRAME_END = b"\xce"


def short(text):
    data = text.encode()
    return bytes([len(data)]) + data


def long(data):
    return struct.pack(">I", len(data)) + data


class Connection:
    """Open after the constructor; `version` is what the broker says of itself."""

    def __init__(self, url):
        parts = urllib.parse.urlsplit(url)
        assert parts.scheme == "amqp", f"{url}: the tests speak plain amqp only"
        self.socket = socket.create_connection((parts.hostname, parts.port or 5672), timeout=20)
        self.socket.sendall(b"AMQP\x00\x00\x09\x01")
        start = self._expect(0, (10, 10))
        found = re.search(rb"\x07versionS....([0-9.]+)", start, re.DOTALL)
        self.version = found.group(1).decode() if found else "0"
        user, password = (urllib.parse.unquote(text or "guest") for text in (parts.username, parts.password))
        login = f"\0{user}\0{password}".encode()
        self._send(0, (10, 11), long(b"") + short("PLAIN") + long(login) + short("en_US"))
        self._expect(0, (10, 30))
        self._send(0, (10, 31), struct.pack(">HIH", 2047, 131072, 0))
        path = parts.path[1:]
        self._send(0, (10, 40), short(urllib.parse.unquote(path) if path else "/") + short("") + b"\0")
        self._expect(0, (10, 41))
        self._open_channel()

    def purge(self, queue):
        """How many messages went; 0 where there is no such queue."""
        self._send(1, (50, 30), b"\0\0" + short(queue) + b"\0")
        method, payload = self._receive(1)
        if method == (50, 31):
            return struct.unpack(">I", payload)[0]
        code = struct.unpack(">H", payload[:2])[0]
        assert method == (20, 40) and code == 404, f"purge of {queue}: {method} {payload}"
        self._send(1, (20, 41), b"")
        self._open_channel()
        return 0

    def publish(self, exchange, key, body):
        """A persistent message without headers; no confirm is awaited."""
        self._send(1, (60, 40), b"\0\0" + short(exchange) + short(key) + b"\0")
        header = struct.pack(">HHQH", 60, 0, len(body), 0x1000) + b"\x02"
        for kind, payload in ((2, header), (3, body)):
            self.socket.sendall(struct.pack(">BHI", kind, 1, len(payload)) + payload + FRAME_END)

    def close(self):
        self.socket.close()

    def _open_channel(self):
        self._send(1, (20, 10), short(""))
        self._expect(1, (20, 11))

    def _send(self, channel, method, arguments):
        payload = struct.pack(">HH", *method) + arguments
        self.socket.sendall(struct.pack(">BHI", 1, channel, len(payload)) + payload + FRAME_END)

    def _expect(self, channel, wanted):
        method, payload = self._receive(channel)
        assert method == wanted, f"the broker answered {method} {payload[:200]} instead of {wanted}"
        return payload

    def _receive(self, channel):
        while True:
            kind, number, size = struct.unpack(">BHI", self._read(7))
            payload = self._read(size + 1)[:-1]
            if kind == 1 and number in (channel, 0):
                return struct.unpack(">HH", payload[:4]), payload[4:]

    def _read(self, size):
        data = b""
        while len(data) < size:
            more = self.socket.recv(size - len(data))
            assert more, "the broker closed the connection"
            data += more
        return data


def queue_names():
    names = ["results", "dead"] + [f"pricecrew.retry.{rung}" for rung in RUNGS]
    for stage, count in SHARDS.items():
        names += [f"{stage}.{count}.{shard:02}" for shard in range(count)]
    return names


def empty(url):
    """Takes what an earlier test left, so that no old job is open. The broker's version, as a tuple."""
    connection = Connection(url)
    try:
        for name in queue_names():
            connection.purge(name)
        return tuple(int(part) for part in connection.version.split(".")[:2])
    finally:
        connection.close()

"""A TCP proxy between one process and its broker, that resets or stalls its connections on request."""

import asyncio
import socket
import struct
import threading

CHUNK = 1 << 16
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class Loop:
    """One event loop on a thread of its own, for all proxies of a run."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(timeout=20)

    def end(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(timeout=10)


class Proxy:
    """Listens on a free loopback port from the constructor on; `port` is where."""

    def __init__(self, loop, target_port):
        self.loop, self.target_port = loop, target_port
        self.accepted = 0
        self.awaited = 0
        self._pairs = set()
        self._flowing = None
        self._server = None
        self.port = loop.run(self._listen())

    def cut(self):
        """Resets what is connected, on both sides; is whole again once as many have connected anew."""
        accepted = self.accepted
        self.awaited = accepted + self.loop.run(self._cut())

    def whole(self):
        return self.accepted >= self.awaited

    def forget(self):
        """Waits for no connection of a process that has ended."""
        self.awaited = 0

    def stall(self):
        """Accepts, and keeps what it reads, until resume; the peers are told nothing."""
        self.loop.run(self._set_flowing(False))

    def resume(self):
        self.loop.run(self._set_flowing(True))

    def end(self):
        self.loop.run(self._end())

    async def _listen(self):
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self._server.sockets[0].getsockname()[1]

    async def _set_flowing(self, flows):
        if flows:
            self._flowing.set()
        else:
            self._flowing.clear()

    async def _cut(self):
        pairs, self._pairs = self._pairs, set()
        for pair in pairs:
            for writer in pair:
                reset(writer)
        return len(pairs)

    async def _end(self):
        self._server.close()
        await self._cut()

    async def _serve(self, reader, writer):
        self.accepted += 1
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target_port)
        except OSError:
            reset(writer)
            return
        pair = (writer, far_writer)
        self._pairs.add(pair)
        await asyncio.wait([asyncio.create_task(self._pump(reader, far_writer)),
                            asyncio.create_task(self._pump(far_reader, writer))])
        self._pairs.discard(pair)

    async def _pump(self, reader, writer):
        try:
            while data := await reader.read(CHUNK):
                await self._flowing.wait()
                writer.write(data)
                await writer.drain()
        except OSError:
            reset(writer)
        else:
            writer.close()  # sends what was written, then the end


def reset(writer):
    """A pair ends with what its peers have not read yet, as a cut does."""
    plug = writer.get_extra_info("socket")
    if plug is not None:
        try:
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        except OSError:
            pass
    writer.transport.abort()

"""A name server on loopback that behaves as a test tells it to."""

import contextlib
import socket
import threading

import pytest

from tidegate.dns.resolver import Resolver


class StandIn:
    """A name server on loopback that answers as it is told: `udp` and `tcp` make the messages for a query, in order.

    `elsewhere` makes messages that are sent from another port, as a forger would.
    """

    def __init__(self, udp, tcp=None, elsewhere=None):
        self._udp, self._tcp, self._elsewhere = udp, tcp, elsewhere
        self.asked = []
        while True:
            self._datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self._datagrams.bind(("127.0.0.1", 0))
            self.port = self._datagrams.getsockname()[1]
            self._stream = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            try:
                self._stream.bind(("127.0.0.1", self.port))
                break
            except OSError:
                self.close()
        self._stream.listen()
        for serve in (self._serve_datagrams, self._serve_streams):
            threading.Thread(target=serve, daemon=True).start()

    @property
    def resolver(self):
        return Resolver("127.0.0.1", self.port)

    def close(self):
        for opened in (self._datagrams, self._stream):
            with contextlib.suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)
            opened.close()

    def _serve_datagrams(self):
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as forger:
            while True:
                query, client = self._datagrams.recvfrom(4096)
                if not client:  # closed
                    return
                self.asked.append(query)
                for message in self._elsewhere(query) if self._elsewhere else ():
                    forger.sendto(message, client)
                for message in self._udp(query):
                    self._datagrams.sendto(message, client)

    def _serve_streams(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._stream.accept()
                with client:
                    length = int.from_bytes(client.recv(2), "big")
                    query = client.recv(length)
                    for message in self._tcp(query) if self._tcp else ():
                        client.sendall(len(message).to_bytes(2, "big") + message)


@pytest.fixture
def stand_in():
    """Start a `StandIn` with the given behaviour."""
    started = []

    def start(udp, tcp=None, elsewhere=None):
        started.append(StandIn(udp, tcp, elsewhere))
        return started[-1]

    yield start
    for server in started:
        server.close()

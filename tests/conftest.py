"""What tests of several rooms need."""

import random
import socket

import pytest

_PORTS = range(20_000, 32_000)
"""Below those that the system gives to clients, so that no other test's client comes by the port in the meantime."""


@pytest.fixture
def free_port():
    """A port of 127.0.0.1 that nobody has, neither for UDP nor for TCP: for servers that must be told their port."""

    def find():
        for port in random.SystemRandom().sample(_PORTS, 100):
            if _is_free(port, socket.SOCK_DGRAM) and _is_free(port, socket.SOCK_STREAM):
                return port
        raise AssertionError("no free port")

    return find


def _is_free(port, kind):
    with socket.socket(socket.AF_INET, kind) as tried:
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True

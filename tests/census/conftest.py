"""Sightings whose truth is known."""

from collections import defaultdict
from datetime import datetime
from functools import partial

import pyarrow as pa
import pytest

from tidegate.store.lake import Lake
from tidegate.store.tables import TABLES

PLAIN = {
    "sensor": "one",
    "protocol": "http",
    "source": "198.51.100.1",
    "source_port": 1025,
    "destination": "192.0.2.1",
    "destination_port": 80,
    "host": "wytetvzvfb.com",
    "request": "GET /search?q=0 HTTP/1.0",
    "agent": "Mozilla/4.0",
    "form": "conficker-search",
    "family": "conficker",
    "variant": "b",
    "rendezvous_day": None,
    "peers": 0,
}


def _sighting(at, source="198.51.100.1", **changes):
    return {**PLAIN, "seen_at": datetime.fromisoformat(at), "source": source, **changes}


@pytest.fixture(scope="session")
def sighting():
    """One bot's check-in at `at` (`2009-04-01 13:05`, UTC), but for what is said to be otherwise."""
    return _sighting


@pytest.fixture(scope="session")
def question():
    """A resolver's DNS question."""
    return partial(_sighting, protocol="dns-udp", form="dns-query", request="A", agent="")


@pytest.fixture(scope="session")
def noise():
    """A request that is no check-in."""
    return partial(_sighting, request="GET /robots.txt HTTP/1.1", form="unknown", family=None, variant=None)


@pytest.fixture(scope="session")
def fill():
    """Puts sightings into a lake, each on its day."""

    def put(lake, sightings, operation="conficker", part="one"):
        days = defaultdict(list)
        for row in sightings:
            days[row["seen_at"].date()].append(row)
        for day, rows in days.items():
            lake.write("sightings", operation, day, part, pa.Table.from_pylist(rows, TABLES["sightings"]))

    return put


@pytest.fixture
def lake(tmp_path):
    """An empty lake."""
    return Lake(tmp_path / "lake")

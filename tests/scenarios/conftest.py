"""What the stories need: the commands as people type them, and a world that answers."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.csv
import pytest
from click.testing import Result
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.drill.actor import Actor
from tidegate.drill.clock import Clock
from tidegate.drill.zone import Answer, Entry
from tidegate.drill.zone import build as build_zone

SINKHOLE = Answer(addresses=("127.0.0.2",), nameservers=("ns1.sinkhole.invalid", "ns2.sinkhole.invalid"))
STRANGER = Answer(addresses=("198.51.100.66",), nameservers=("ns1.bulletproof.invalid",))
LONG_AGO = datetime(2009, 1, 1, tzinfo=UTC)


@dataclass
class Tidegate:
    """The command line, in a home of its own."""

    home: Path

    def __call__(self, *words: object) -> str:
        """What the command prints; it has to go well."""
        result = self.try_to(*words)
        assert result.exception is None, result.exception
        return result.stdout

    def rows(self, *words: object) -> Any:
        """The same as JSON values."""
        return json.loads(self(*words, "--json"))

    def try_to(self, *words: object) -> Result:
        """The command's result, however it goes."""
        return CliRunner().invoke(build(), [*map(str, words), "--home", str(self.home)])

    def list_of(self, registry: str, *words: object) -> list[str]:
        """The names on the list that goes out to `registry`."""
        words = ("export", *words, "--registry", registry, "--format", "csv", "--send", "-o", self.home / "lists")
        [file] = Path(self.rows(*words)["folder"]).glob("*.csv")
        return pyarrow.csv.read_csv(file)["domain"].to_pylist()  # type: ignore[no-any-return]


@dataclass
class World:
    """The world's DNS: who holds which names. Nobody holds what is not said here."""

    folder: Path
    actor: Actor
    resolver: str
    entries: list[Entry] = field(default_factory=list)

    def sinkholes(self, names: list[str]) -> None:
        """Registries lead `names` to our sinkhole."""
        self._hold(names, SINKHOLE)

    def registers(self, *names: str) -> None:
        """A stranger registers `names`."""
        self._hold(list(names), STRANGER, rank=1)

    def _hold(self, names: list[str], answer: Answer, rank: int = 0) -> None:
        self.entries.append(Entry(np.array([name.encode() for name in names]), answer, LONG_AGO, rank))
        zone = self.folder / str(len(self.entries))
        build_zone(self.entries).save(zone)
        self.actor.say(zone)
        self.actor.hear()


@pytest.fixture
def tidegate(tmp_path: Path) -> Tidegate:
    return Tidegate(tmp_path / "home")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    Clock(tmp_path / "clock").set(datetime(2009, 4, 1, tzinfo=UTC))
    build_zone([]).save(tmp_path / "zones" / "0")
    with Actor("tidegate.drill.dns", tmp_path / "zones" / "0", tmp_path / "clock") as actor:
        yield World(tmp_path / "zones", actor, f"127.0.0.1:{actor.hear()}")


@pytest.fixture
def april(tidegate: Tidegate) -> Tidegate:
    """An operation against Conficker with the names of 1 April 2009 and its orders drafted."""
    tidegate("init", "conficker", "--playbook", "conficker", "--from", "2009-04-01")
    tidegate("forecast", "conficker", "--days", 1)
    tidegate("plan", "conficker")
    return tidegate


@pytest.fixture
def order_of(tidegate: Tidegate) -> Callable[[str], str]:
    """The id of a registry's order."""
    return lambda registry: tidegate.rows("orders", "conficker", "--registry", registry)[0]["order"]

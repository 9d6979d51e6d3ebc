"""The world outside the group: registries with the lists they were sent, sites that were there, and the adversary."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from tidegate.drill import registries
from tidegate.drill.actor import Actor
from tidegate.drill.clock import nanoseconds
from tidegate.drill.registries import ADVERSARY, OWNER, Acted
from tidegate.drill.world import Letter, Part, letters
from tidegate.drill.zone import UNREGISTERED, Answer, Entry, build
from tidegate.operation.model import Playbook

_ALWAYS = datetime.fromisoformat("2000-01-01T00:00+00:00")
ELSEWHERE = ("ws",)
"""The registry of .ws ran a sinkhole of its own before there was a group."""
_SITE, _CRIME = 2, 1  # ranks: who was there first, then who registered what nobody had taken


class Globe:
    """Keeps the zone that the stand-in for the world's DNS answers from, in `folder`."""

    def __init__(self, folder: Path, clock: Path) -> None:
        self._folder, self._turn = folder, 0
        self._acted: list[Acted] = []
        self._others: list[Entry] = []
        self.parts: dict[str, Part] = {}
        self._mail: list[Letter] = []
        self.zone = build([])
        self._resolver = Actor("tidegate.drill.dns", self._save(), clock)
        self.resolver = ("127.0.0.1", int(self._resolver.hear()))

    def people(self, parts: Iterable[Part]) -> None:
        """Let these registries play these parts."""
        self.parts = {part.registry: part for part in parts}
        self._mail = letters(self.parts.values())

    def owners(self, names: Sequence[str]) -> None:
        """These names had an owner long before."""
        self._others.append(Entry(registries.as_bytes(names), OWNER, _ALWAYS, _SITE))

    def receive(self, playbook: Playbook, registry: str, path: Path) -> None:
        """`registry` gets the list at `path`, and does with it what its part says."""
        acted = registries.act(playbook, self.parts[registry], path, ELSEWHERE)
        if acted is not None:
            self._acted.append(acted)

    def take(self, name: str, since: datetime) -> None:
        """The adversary registers `name`."""
        self._others.append(Entry(registries.as_bytes([name]), ADVERSARY, since, _CRIME))

    def turn(self) -> None:
        """Let the DNS show what has happened; what is to happen later shows when its time comes."""
        self.zone = build([*(acted.entry for acted in self._acted), *self._others])
        folder = self._save()
        self._resolver.say(folder)
        self._resolver.hear()

    def mail(self, until: datetime) -> list[Letter]:
        """The letters that came since the last time somebody looked."""
        come = [letter for letter in self._mail if letter.at <= until]
        self._mail = self._mail[len(come) :]
        return come

    def sinkholed_suffixes(self, playbook: Playbook) -> tuple[str, ...]:
        """The suffixes whose registries lead, sooner or later, to our sinkhole."""
        return registries.sinkholed_suffixes(playbook, self.parts.values(), ELSEWHERE)

    def answer(self, name: str, now: datetime) -> Answer:
        """What is true of `name` at `now`."""
        return self.zone.answers[self.zone.number(name.encode("ascii"), nanoseconds(now))]

    def unprotected(self, names: Iterable[str], now: datetime) -> list[str]:
        """Those of `names` that anybody can register at `now`: they are nobody's, and no registry has acted."""
        return [name for name in names if self.answer(name, now) == UNREGISTERED]

    def _save(self) -> Path:
        self._turn += 1
        folder = self._folder / f"{self._turn}"
        self.zone.save(folder)
        return folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._resolver.end()

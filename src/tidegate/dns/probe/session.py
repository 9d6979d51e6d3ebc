"""Probe: ask for a day's rendezvous in the live DNS, keep what was said and what that means.

A probe is a visible act: the policy decides whether the operation's label allows it. What was settled is written as it
comes, so an interrupted run goes on where it stopped.
"""

import asyncio
import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import uvloop

from tidegate.dns.orders import life as orders
from tidegate.dns.orders.claims import claims
from tidegate.dns.probe.alone import alone
from tidegate.dns.probe.asker import Asker
from tidegate.dns.probe.controls import Controls
from tidegate.dns.probe.evidence import Sinkholes
from tidegate.dns.probe.outlook import outlook
from tidegate.dns.probe.prober import Prober, Settled, Watch
from tidegate.dns.probe.probes import table, verdicts
from tidegate.dns.probe.proving import proofs
from tidegate.dns.probe.resume import Run
from tidegate.dns.probe.sampling import drawn
from tidegate.dns.probe.summary import Seen, Summary, body
from tidegate.dns.probe.verdict import DENIED, Rendezvous, Verdict
from tidegate.dns.probe.view import Lanes
from tidegate.dns.probe.wanted import Wanted
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.names.days import Span
from tidegate.operation.clearance import viewer
from tidegate.operation.model import Operation
from tidegate.policy import Action, require
from tidegate.store import Draft, Home

MADE = "probe.made"
Registration = Callable[[str], str | None]
"""What the registration data (RDAP) says of a name that somebody holds, in words; None where it says nothing."""
_CHUNK = 2  # seconds' worth of names that are written together
_SMALLEST, _LARGEST = 100, 10_000
_LEAST_SILENCE, _MOST_SILENCE = 50, 2000  # names in a row without an answer; between them, a second's worth


def run(
    home: Home, operation: Operation, wanted: Wanted, actor: str, progress: Callable[[int], None] = lambda settled: None
) -> Summary:
    """Probe what is `wanted` for `actor`, or go on with a run of the same that was interrupted.

    Writes lake table `probes` and the event `probe.made`. NotAllowedError where the policy forbids it; TidegateError
    where there is no forecast for the day, where somebody who is to be asked does not answer, or where another probe of
    the operation is at work.
    """
    return Session(home, operation, wanted, actor).run(progress)


class Session:
    """A run from its beginning, or from where it was interrupted, as far as it comes.

    `total` is how many names it asks for in all, `resumed` how many of them were asked for before. `registration` is
    asked, one name at a time, about the names that an outsider holds.
    """

    def __init__(
        self, home: Home, operation: Operation, wanted: Wanted, actor: str, registration: Registration | None = None
    ) -> None:
        _allow(home, operation, wanted, actor)
        self._home, self._operation, self._wanted, self._actor = home, operation, wanted, actor
        self._registration = registration
        self._path = home.folder("probe", operation.name) / f"{wanted.day}.json"
        self._suffixes = _names(home, operation, wanted)
        size = wanted.size(len(self._suffixes))
        self._run = _begun(self._path, wanted, size, sorted(self._suffixes))
        self._names, self._drawn = drawn(self._run.order(sorted(self._suffixes)), self._suffixes, size)
        self.total = len(self._names)
        self.resumed = sum(self._run.verdicts.values())

    def run(self, progress: Callable[[int], None]) -> Summary:
        """Ask for what is left; `progress` is called with the number of names that were just settled."""
        with alone(self._path.parent, self._operation.name):
            if self._run.parts and Run.load(self._path) != self._run:
                raise TidegateError(f"another probe of {self._operation.name} went on with this run: probe again")
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                summary = runner.run(self._ask(progress))
            made = Draft(MADE, self._operation.name, body(summary, self._wanted))
            steps = proofs(self._home, self._operation, self._wanted.day, summary.run)
            self._home.records.append(self._actor, [made, *steps])
            self._path.unlink(missing_ok=True)
        return summary

    async def _ask(self, progress: Callable[[int], None]) -> Summary:
        wanted, playbook = self._wanted, self._operation.playbook
        suffixes = {suffix for suffix in self._suffixes.values() if suffix}
        async with Asker(wanted.rate, wanted.patience, wanted.server_rate) as asker:
            lanes = Lanes(self._registry_of, self._rate_of)
            found = await outlook(asker, wanted, suffixes, Sinkholes(playbook.sinkholes), lanes)
            watches = [watch for watch, _ in found]
            chunk, patience = _within(_SMALLEST, wanted.rate * _CHUNK, _LARGEST), _silence(wanted.rate)
            prober = Prober(asker, watches, self._home.now, self._keep, progress, chunk, patience)
            with _uncollected():
                await prober.probe(self._left(), lanes)
            return self._summary(asker, found)

    def _registry_of(self, suffix: str | None) -> str:
        registry = self._operation.playbook.registry_of_suffix.get(suffix or "")
        return registry.id if registry else suffix or ""

    def _rate_of(self, registry: str) -> float:
        own = {known.id: known.probe_rate for known in self._operation.playbook.registries}
        return own.get(registry) or self._wanted.registry_rate or self._wanted.rate

    def _left(self) -> list[tuple[int, Rendezvous]]:
        """The names that are not written yet, with their places."""
        known = orders.rows(self._home.records, self._operation.name)
        said = claims(self._home.lake, self._operation, known, self._wanted.day)
        return [
            (place, Rendezvous(name, self._suffixes[name], said.action(name, self._suffixes[name])))
            for place, name in enumerate(self._names)
            if not self._run.is_done(place)
        ]

    def _keep(self, settled: Settled) -> None:
        probes = [probe for _, probe in settled]
        rows = table(probes, ", ".join(self._wanted.asked), self._registered(settled))
        self._home.lake.write("probes", self._operation.name, self._wanted.day, self._run.part, rows)
        is_open = [probe.finding.verdict not in DENIED for place, probe in settled if place < self._drawn]
        self._run.count([place for place, _ in settled], verdicts(probes), sum(is_open))
        self._run.save(self._path)

    def _registered(self, settled: Settled) -> dict[str, str]:
        """What the registration data says of the names that an outsider holds."""
        ask = self._registration
        if ask is None:
            return {}
        taken = [probe.asked for _, probe in settled if probe.finding.verdict is Verdict.TAKEN]
        return {asked.name: said for asked in taken if (said := ask(asked.registered))}

    def _summary(self, asker: Asker, found: Sequence[tuple[Watch, Controls]]) -> Summary:
        return Summary(
            run=self._run.id,
            day=self._wanted.day,
            resolver=", ".join(self._wanted.asked),
            names=self.total,
            of=len(self._suffixes),
            verdicts={verdict.value: self._run.verdicts.get(verdict.value, 0) for verdict in Verdict},
            resumed=self.resumed,
            drawn=self._drawn,
            open=self._run.open,
            confidence=self._wanted.confidence,
            questions=asker.sent,
            strays=asker.strays,
            views=tuple(Seen(watch.view.name, controls, watch.unknown, watch.differed) for watch, controls in found),
        )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles, of which a probe makes none: it would look through every open name again and
    again, for a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _allow(home: Home, operation: Operation, wanted: Wanted, actor: str) -> None:
    who, what = viewer(home.records, actor), f"the names of {operation.name}"
    require(who, Action.PROBE, operation.label, what)
    if wanted.authoritative:
        require(who, Action.PROBE_REGISTRIES, operation.label, what)


def _names(home: Home, operation: Operation, wanted: Wanted) -> dict[str, str | None]:
    """The day's distinct names with their suffixes, those under the wanted suffixes only."""
    known = operation.playbook.registry_of_suffix
    for suffix in wanted.suffixes:
        if suffix not in known:
            raise UnknownNameError("suffix", suffix, sorted(known))
    forecast = home.lake.table("forecast", operation.name, Span.of(wanted.day, 1))
    if wanted.suffixes:
        forecast = forecast.filter(forecast.suffix.isin(wanted.suffixes))
    rows = home.lake.execute(forecast.select("name", "suffix").distinct())
    if not len(rows):
        under = f" under {', '.join(wanted.suffixes)}" if wanted.suffixes else ""
        raise TidegateError(f"{operation.name} has no forecast{under} for {wanted.day}: nothing to probe")
    return dict(zip(rows["name"].to_pylist(), rows["suffix"].to_pylist(), strict=True))


def _begun(path: Path, wanted: Wanted, size: int, names: Sequence[str]) -> Run:
    """The run that was interrupted where it was one of the same names and views, else a new one."""
    digest = hashlib.sha256("\n".join(names).encode()).hexdigest()
    text = {"asked": ", ".join(wanted.asked), "size": str(size), "names": digest}
    interrupted = Run.load(path)
    if interrupted is not None and interrupted.wanted == text:
        return interrupted
    return Run.begin(text)


def _silence(rate: float) -> int:
    """How many names in a row may stay without an answer before it is not the names."""
    return _within(_LEAST_SILENCE, rate, _MOST_SILENCE)


def _within(least: int, value: float, most: int) -> int:
    return int(max(least, min(most, value)))

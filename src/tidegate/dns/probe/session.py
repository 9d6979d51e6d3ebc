"""Probe: ask a resolver for a day's rendezvous, keep what it said and what that means.

A probe is a visible act: the policy decides whether the operation's label allows it. What was asked is written in
batches, so an interrupted run goes on where it stopped.
"""

import asyncio
import hashlib
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import uvloop

from tidegate.dns.orders import life as orders
from tidegate.dns.orders.claims import Claims, claims
from tidegate.dns.probe.asker import PATIENCE, Asker
from tidegate.dns.probe.controls import Controls, ask_controls
from tidegate.dns.probe.evidence import Sinkholes
from tidegate.dns.probe.inquiry import Surroundings
from tidegate.dns.probe.pace import Pace
from tidegate.dns.probe.prober import Batch, Prober
from tidegate.dns.probe.probes import table, verdicts
from tidegate.dns.probe.proving import proofs
from tidegate.dns.probe.resolver import Resolver
from tidegate.dns.probe.resume import Run
from tidegate.dns.probe.verdict import DENIED, Rendezvous, Verdict
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.names.days import Span
from tidegate.operation.clearance import viewer
from tidegate.operation.model import Operation
from tidegate.policy import Action, require
from tidegate.store import Draft, Home

MADE = "probe.made"
RATE = 1000.0
"""Questions a second where nothing else is asked for: polite to a resolver of one's own, too many for a stranger's."""
_BURST = 0.02  # seconds' worth of questions that may leave together
_BATCH = 2  # seconds' worth of names that are written together
_SMALLEST, _LARGEST = 100, 10_000
_FEWEST_AT_ONCE, _MOST_AT_ONCE = 50, 2000


@dataclass(frozen=True)
class Wanted:
    """What to probe: one day's names, all or under some `suffixes`, all or a random `sample`; whom to ask, how fast.

    `rate` is in questions a second; `patience` how many seconds each attempt waits.
    """

    day: date
    resolver: Resolver
    suffixes: tuple[str, ...] = ()
    sample: int | None = None
    rate: float = RATE
    patience: tuple[float, ...] = PATIENCE

    def __post_init__(self) -> None:
        if not 0 < self.rate < math.inf:
            raise TidegateError(f"a rate of {self.rate:g} questions a second cannot be kept")
        if self.sample is not None and self.sample < 1:
            raise TidegateError(f"a sample of {self.sample} names asks nothing")


@dataclass(frozen=True)
class Summary:
    """A run that came to its end.

    `verdicts` counts the `names` that were asked for, out of the day's `of` under the wanted suffixes; an earlier,
    interrupted session of the run had asked for `resumed` of them. `questions` left in this session, retries included;
    `strays` came back that nobody was waiting for.
    """

    run: str
    day: date
    resolver: str
    names: int
    of: int
    verdicts: dict[str, int]
    resumed: int
    questions: int
    strays: int
    controls: Controls

    @property
    def denied(self) -> int:
        """How many names are sinkholed or blocked."""
        return sum(self.verdicts[verdict.value] for verdict in DENIED)


def run(
    home: Home, operation: Operation, wanted: Wanted, actor: str, progress: Callable[[int], None] = lambda settled: None
) -> Summary:
    """Probe what is `wanted` for `actor`, or go on with a run of the same that was interrupted.

    Writes lake table `probes` and the event `probe.made`. NotAllowedError where the policy forbids it; TidegateError
    where there is no forecast for the day, or where the resolver does not answer.
    """
    return Session(home, operation, wanted, actor).run(progress)


class Session:
    """A run from its beginning, or from where it was interrupted, as far as it comes.

    `total` is how many names it asks for in all, `resumed` how many of them were asked for before.
    """

    def __init__(self, home: Home, operation: Operation, wanted: Wanted, actor: str) -> None:
        require(viewer(home.records, actor), Action.PROBE, operation.label, f"the names of {operation.name}")
        self._home, self._operation, self._wanted, self._actor = home, operation, wanted, actor
        self._path = home.folder("probe", operation.name) / f"{wanted.day}.json"
        self._suffixes = _names(home, operation, wanted)
        self._run = _begun(self._path, wanted, sorted(self._suffixes))
        self._names = self._run.order(sorted(self._suffixes), wanted.sample)
        self.total = len(self._names)
        self.resumed = sum(sum(counts.values()) for counts in self._run.done.values())

    def run(self, progress: Callable[[int], None]) -> Summary:
        """Ask for what is left; `progress` is called with the number of names that were just settled."""
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            summary = runner.run(self._ask(progress))
        made = Draft(MADE, self._operation.name, _body(summary, self._wanted))
        steps = proofs(self._home, self._operation, self._wanted.day, summary.run)
        self._home.records.append(self._actor, [made, *steps])
        self._path.unlink(missing_ok=True)
        return summary

    async def _ask(self, progress: Callable[[int], None]) -> Summary:
        rate = self._wanted.rate
        async with Asker(self._wanted.resolver, Pace(rate, max(1.0, rate * _BURST)), self._wanted.patience) as asker:
            controls = await ask_controls(asker, {suffix for suffix in self._suffixes.values() if suffix})
            sinkholes = Sinkholes(self._operation.playbook.sinkholes)
            around = Surroundings(sinkholes, controls.invented, controls.wildcards)
            prober = Prober(asker, around, _at_once(rate), self._home.now, self._keep, progress)
            await prober.probe(self._batches())
            return self._summary(asker, controls)

    def _batches(self) -> Iterator[Batch]:
        """The batches that are not written yet."""
        known = orders.rows(self._home.records, self._operation.name)
        said = claims(self._home.lake, self._operation, known, self._wanted.day)
        size = self._run.batch
        for number, start in enumerate(range(0, self.total, size)):
            if number not in self._run.done:
                names = self._names[start : start + size]
                yield Batch(number, [_rendezvous(name, self._suffixes[name], said) for name in names])

    def _keep(self, batch: Batch) -> None:
        rows = table(batch.probes, str(self._wanted.resolver))
        part = self._run.part(batch.number)
        self._home.lake.write("probes", self._operation.name, self._wanted.day, part, rows)
        self._run.done[batch.number] = verdicts(batch.probes)
        self._run.save(self._path)

    def _summary(self, asker: Asker, controls: Controls) -> Summary:
        counts = sum(map(Counter, self._run.done.values()), Counter[str]())
        return Summary(
            run=self._run.id,
            day=self._wanted.day,
            resolver=str(self._wanted.resolver),
            names=self.total,
            of=len(self._suffixes),
            verdicts={verdict.value: counts[verdict.value] for verdict in Verdict},
            resumed=self.resumed,
            questions=asker.sent,
            strays=asker.strays,
            controls=controls,
        )


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


def _begun(path: Path, wanted: Wanted, names: Sequence[str]) -> Run:
    """The run that was interrupted where it was one of the same names and resolver, else a new one."""
    digest = hashlib.sha256("\n".join(names).encode()).hexdigest()
    text = {"resolver": str(wanted.resolver), "sample": str(wanted.sample or "all"), "names": digest}
    interrupted = Run.load(path)
    if interrupted is not None and interrupted.wanted == text:
        return interrupted
    return Run.begin(text, max(_SMALLEST, min(_LARGEST, int(wanted.rate * _BATCH))))


def _at_once(rate: float) -> int:
    """How many names are open at once: a second's worth, so that the rate is kept up to a second's delay."""
    return max(_FEWEST_AT_ONCE, min(_MOST_AT_ONCE, int(rate)))


def _rendezvous(name: str, suffix: str | None, said: Claims) -> Rendezvous:
    return Rendezvous(name, suffix, said.action(name, suffix))


def _body(summary: Summary, wanted: Wanted) -> dict[str, Any]:
    """The event's body."""
    return {
        "run": summary.run,
        "day": summary.day.isoformat(),
        "resolver": summary.resolver,
        "suffixes": list(wanted.suffixes),
        "sample": wanted.sample,
        "rate": wanted.rate,
        "names": summary.names,
        "of": summary.of,
        "verdicts": summary.verdicts,
        "questions": summary.questions,
        "strays": summary.strays,
        "invented": sorted(summary.controls.invented),
        "wildcards": {suffix: sorted(found) for suffix, found in summary.controls.wildcards.items()},
    }

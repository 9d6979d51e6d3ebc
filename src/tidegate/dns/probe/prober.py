"""Asks for many names at once, each in every view, and hands over those that are settled."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tidegate.dns.probe.agreement import Statement, agreed
from tidegate.dns.probe.answer import NO_DETAILS, TIMEOUT, Answer, Details, Question
from tidegate.dns.probe.asker import Asker
from tidegate.dns.probe.flight import Flight, Lane
from tidegate.dns.probe.inquiry import Surroundings, inquire
from tidegate.dns.probe.probes import Probe
from tidegate.dns.probe.resolver import Resolver
from tidegate.dns.probe.verdict import Finding, Rendezvous, Verdict
from tidegate.dns.probe.view import Lanes, View
from tidegate.errors import TidegateError

_NOBODY = Finding(Verdict.UNKNOWN, "no name server of its suffix is known that answers")
Settled = list[tuple[int, Probe]]
"""Probes with the names' places in the run's order."""


@dataclass(eq=False)
class Watch:
    """A view, what is known of those who are asked there, and how they do: `silent` names in a row, under which
    `suffixes`, got no answer. `unknown` and `differed` count names for the summary."""

    view: View
    around: Surroundings
    servers: Callable[[str | None], Sequence[Resolver]]
    silent: int = 0
    suffixes: frozenset[str | None] = frozenset()
    unknown: int = 0
    differed: int = 0

    def listen(self, asked: Rendezvous, rcode: str) -> None:
        """Count the names without an answer in a row."""
        is_silent = rcode == TIMEOUT
        self.silent = self.silent + 1 if is_silent else 0
        self.suffixes = self.suffixes | {asked.suffix} if is_silent else frozenset()


class _Case:
    """One name, and the statements about it so far."""

    __slots__ = ("asked", "left", "place", "statements")

    def __init__(self, place: int, asked: Rendezvous, views: int) -> None:
        self.place, self.asked, self.left = place, asked, views
        self.statements: list[Statement | None] = [None] * views


class _Asking:
    """One name in one view: its inquiry, and the answers so far."""

    __slots__ = ("_answers", "_attempts", "_case", "_inquiry", "_number", "_prober", "_servers", "_watch")

    def __init__(self, prober: "Prober", case: _Case, number: int, servers: Sequence[Resolver]) -> None:
        self._prober, self._case, self._number, self._servers = prober, case, number, servers
        self._watch = prober.watches[number]
        self._inquiry = inquire(case.asked, self._watch.around)
        self._answers: list[Answer] = []
        self._attempts = 0

    def first(self) -> Flight:
        """The question that every name begins with."""
        return self._flight(next(self._inquiry))

    def _flight(self, question: Question) -> Flight:
        return Flight(question, self._servers, self._landed, self._watch.view.recursive)

    def _landed(self, flight: Flight, answer: Answer) -> None:
        self._answers.append(answer)
        self._attempts += flight.attempts
        try:
            question = self._inquiry.send(answer)
        except StopIteration as settled:
            self._prober.state(self._case, self._number, self._statement(settled.value, str(flight.server)))
            return
        self._prober.asker.put(self._flight(question), flight.lane)

    def _statement(self, finding: Finding, server: str) -> Statement:
        view, answers = self._watch.view, self._answers
        nameservers = [nameserver for answer in answers for nameserver in answer.nameservers]
        return Statement(
            server=view.name if view.recursive else server,
            finding=finding,
            rcode=answers[0].rcode,
            addresses=tuple(address for answer in answers for address in answer.addresses),
            nameservers=tuple(dict.fromkeys(nameservers)),
            details=_details(answers),
            attempts=self._attempts,
            authoritative=not view.recursive,
        )


def _details(answers: Sequence[Answer]) -> Details:
    """Those of the first answer, with the SOA record that a later one brought."""
    first = answers[0].details
    soa = next((answer.details for answer in answers if answer.details.mname), NO_DETAILS)
    return Details(first.ttl, soa.mname, soa.serial, first.dnssec) if first.mname is None and soa.mname else first


class Prober:
    """Asks through `asker` in the views of `watches`; `now` says when (UTC).

    `keep` is called in a thread, one call at a time, with some `chunk` of settled names; `progress` after each name.
    `patience` is how many names in a row one view may leave without an answer before the run ends.
    """

    def __init__(
        self,
        asker: Asker,
        watches: Sequence[Watch],
        now: Callable[[], datetime],
        keep: Callable[[Settled], None],
        progress: Callable[[int], None],
        chunk: int,
        patience: int,
    ) -> None:
        self.asker, self.watches = asker, watches
        self._now, self._keep, self._progress = now, keep, progress
        self._chunk, self._patience = chunk, patience
        self._settled: Settled = []
        self._safe = self._left = 0
        self._keeping: asyncio.Task[None] | None = None

    async def probe(self, names: Sequence[tuple[int, Rendezvous]], lanes: Lanes) -> None:
        """Ask for all names, given with their places. TidegateError when a view falls silent; what had been settled
        until then is kept, and so it is when this is cancelled."""
        self._left, self._ended = len(names), asyncio.get_running_loop().create_future()
        cases = [_Case(place, asked, len(self.watches)) for place, asked in names]
        try:
            self._begin(cases, lanes)
            if names:
                await self._ended
            self._safe = len(self._settled)
        finally:
            await self._keep_rest()

    def state(self, case: _Case, number: int, statement: Statement) -> None:
        """Take one view's statement on a name; the last one settles it."""
        watch = self.watches[number]
        watch.listen(case.asked, statement.rcode)
        case.statements[number] = statement
        case.left -= 1
        if not case.left:
            self._settle(case)
        if watch.silent > self._patience and (watch.view.recursive or len(watch.suffixes) > 1):
            who = f"the resolver {watch.view.name}" if watch.view.recursive else "the registries' name servers"
            self._end(TidegateError(f"{who} fell silent; probe again to go on from here"))

    def _begin(self, cases: Sequence[_Case], lanes: Lanes) -> None:
        """Give every lane its names, and settle those that nobody can be asked for."""
        for number, watch in enumerate(self.watches):
            waiting: dict[Lane, list[tuple[_Case, Sequence[Resolver]]]] = {}
            for case in cases:
                servers = watch.servers(case.asked.suffix)
                if servers:
                    waiting.setdefault(lanes.of(watch.view, case.asked.suffix), []).append((case, servers))
                else:
                    self.state(case, number, Statement(watch.view.name, _NOBODY, "", authoritative=True))
            for lane, askings in waiting.items():
                lane.fresh = self._flights(number, askings)
                self.asker.wake(lane)

    def _flights(self, number: int, askings: Sequence[tuple[_Case, Sequence[Resolver]]]) -> Iterator[Flight]:
        return (_Asking(self, case, number, servers).first() for case, servers in askings)

    def _settle(self, case: _Case) -> None:
        statements = [statement for statement in case.statements if statement]
        agreement = agreed(statements)
        for watch, statement in zip(self.watches, statements, strict=True):
            watch.unknown += statement.verdict is Verdict.UNKNOWN
            watch.differed += statement in agreement.dissent
        attempts = sum(statement.attempts for statement in statements)
        self._settled.append((case.place, Probe(case.asked, self._now(), agreement, attempts)))
        self._left -= 1
        self._progress(1)
        if not any(watch.silent for watch in self.watches):
            self._safe = len(self._settled)
        if self._safe >= self._chunk and self._keeping is None:
            self._keeping = asyncio.get_running_loop().create_task(self._keep_safe())
        if not self._left:
            self._end()

    async def _keep_safe(self) -> None:
        """Keep what was settled before anybody fell silent: if that lasts, the rest is asked for again."""
        kept, self._settled, self._safe = self._settled[: self._safe], self._settled[self._safe :], 0
        try:
            await asyncio.to_thread(self._keep, kept)
        except TidegateError as error:
            self._end(error)
        self._keeping = None

    async def _keep_rest(self) -> None:
        if self._keeping is not None:
            await self._keeping
        if self._safe:
            await asyncio.to_thread(self._keep, self._settled[: self._safe])

    def _end(self, error: TidegateError | None = None) -> None:
        if self._ended.done():
            return
        if error is None:
            self._ended.set_result(None)
        else:
            self._ended.set_exception(error)

"""Asks a resolver for many names at once, and hands over each batch of them when its last name is settled."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from tidegate.dns.probe.answer import TIMEOUT, Answer
from tidegate.dns.probe.asker import Asker
from tidegate.dns.probe.inquiry import Surroundings, inquire
from tidegate.dns.probe.probes import Probe
from tidegate.dns.probe.verdict import Finding, Rendezvous
from tidegate.errors import TidegateError


@dataclass
class Batch:
    """Names that are written together, and what was said of them so far."""

    number: int
    asked: list[Rendezvous]
    probes: list[Probe] = field(default_factory=list)


class Prober:
    """Asks `asker` for names, at most `at_once` at a time; `now` says when (UTC).

    `keep` is called in a thread, one call at a time, with each complete batch; `progress` after each name.
    """

    def __init__(
        self,
        asker: Asker,
        around: Surroundings,
        at_once: int,
        now: Callable[[], datetime],
        keep: Callable[[Batch], None],
        progress: Callable[[int], None],
    ) -> None:
        self._asker, self._around, self._now, self._keep, self._progress = asker, around, now, keep, progress
        self._at_once = at_once
        self._slots = asyncio.Semaphore(at_once)
        self._keeping = asyncio.Lock()
        self._complete: list[Batch] = []
        self._silent = 0

    async def probe(self, batches: Iterable[Batch]) -> None:
        """Ask for all names of `batches`. TidegateError when the resolver falls silent; what was kept stays kept."""
        try:
            async with asyncio.TaskGroup() as names:
                for batch in batches:
                    for asked in batch.asked:
                        await self._slots.acquire()
                        names.create_task(self._one(asked, batch))
            self._silent = 0
            await self._keep_complete()
        except* TidegateError as errors:
            raise errors.exceptions[0] from None

    async def _one(self, asked: Rendezvous, batch: Batch) -> None:
        try:
            probe = await self._inquire(asked)
        finally:
            self._slots.release()
        self._listen(probe)
        batch.probes.append(probe)
        self._progress(1)
        if len(batch.probes) == len(batch.asked):
            self._complete.append(batch)
        if self._complete:
            await self._keep_complete()

    async def _keep_complete(self) -> None:
        """Keep the complete batches, but not while the resolver is silent: if it stays so, they are asked again."""
        async with self._keeping:
            while self._complete and not self._silent:
                await asyncio.to_thread(self._keep, self._complete.pop(0))

    async def _inquire(self, asked: Rendezvous) -> Probe:
        inquiry, answers, attempts = inquire(asked, self._around), list[Answer](), 0
        question = next(inquiry)
        while True:
            answer, tries = await self._asker.ask(question)
            answers.append(answer)
            attempts += tries
            try:
                question = inquiry.send(answer)
            except StopIteration as settled:
                return self._probe(asked, answers, settled.value, attempts)

    def _probe(self, asked: Rendezvous, answers: list[Answer], finding: Finding, attempts: int) -> Probe:
        addresses = [address for answer in answers for address in answer.addresses]
        nameservers = [nameserver for answer in answers for nameserver in answer.nameservers]
        return Probe(
            asked, self._now(), answers[0].rcode, tuple(addresses), tuple(dict.fromkeys(nameservers)), finding, attempts
        )

    def _listen(self, probe: Probe) -> None:
        """Stop when as many names in a row as are asked at once got no answer: then it is not the names."""
        self._silent = self._silent + 1 if probe.rcode == TIMEOUT else 0
        if self._silent > self._at_once:
            raise TidegateError(f"the resolver {self._asker.resolver} fell silent; probe again to go on from here")

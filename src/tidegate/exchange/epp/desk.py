"""The desk: any number of names, a few of them under way at a time, driven to their outcomes. Pure: it says what to ask
next and is told the answers; names are taken from their stream only as there is room for them.

Names are checked several at once; each then goes its own way. After a lost connection, and when the server wants to be
asked later, whatever was under way begins anew by asking what the registry knows: what was done already is found done.
"""

from collections import deque
from collections.abc import Callable, Container, Generator, Iterator
from dataclasses import dataclass
from itertools import islice

from tidegate.exchange.epp.codes import EXISTS, SESSION_LIMIT, Meaning, meaning
from tidegate.exchange.epp.core import Command
from tidegate.exchange.epp.dialogue import DONE, FAILED, SILENT, Dialogue, Outcome, new_secret, settle
from tidegate.exchange.epp.domain import Availability, Check, availabilities
from tidegate.exchange.epp.errors import StopError
from tidegate.exchange.epp.host import HostCheck, HostCreate, missing
from tidegate.exchange.epp.nameservers import Delegation
from tidegate.exchange.epp.response import Response
from tidegate.exchange.epp.wish import Action, Terms

Wanted = tuple[str, Action]


@dataclass(frozen=True)
class Asked:
    """A command that is on its way: its transaction id, and the names that it is about."""

    id: str
    command: Command
    names: tuple[str, ...]


@dataclass(frozen=True)
class Settled:
    """A name's outcome."""

    name: str
    action: Action
    outcome: Outcome


@dataclass
class _Talk:
    """A dialogue under way, the command it waits to have answered, and how often it was begun anew."""

    wanted: Wanted | None
    begin: Callable[[bool], Dialogue]
    dialogue: Dialogue
    command: Command
    restarts: int = 0


@dataclass
class _Batch:
    """Names that are checked together."""

    wanted: list[Wanted]
    restarts: int = 0


class Desk:
    """Drives `wanted` by `terms`: `batch` names in a check, `restarts` new beginnings for a name at most.

    `takings` are the names that may be taken from those who hold them.
    """

    def __init__(
        self,
        wanted: Iterator[Wanted],
        terms: Terms,
        new_id: Callable[[], str],
        *,
        batch: int = 10,
        restarts: int = 5,
        takings: Container[str] = frozenset(),
        secret: Callable[[], str] = new_secret,
    ) -> None:
        self._wanted, self._terms, self._new_id, self._secret = wanted, terms, new_id, secret
        self._batch, self._restarts, self._takings = batch, restarts, takings
        self._ready: deque[_Talk] = deque()
        self._batches: deque[_Batch] = deque()
        self._under_way: dict[str, _Talk | _Batch] = {}
        self._exhausted = False
        self._take()
        self._preparing = bool(self._batches) and terms.delegation.objects and bool(terms.delegation.servers)
        if self._preparing:
            self._start(None, lambda anew: _prepare(terms.delegation))
        self.settled: list[Settled] = []
        """What was settled since somebody took it from here."""
        self.trouble = 0
        """How many answers in a row said that it should be asked later."""

    @property
    def finished(self) -> bool:
        """Whether every name has its outcome."""
        return self._exhausted and not (self._ready or self._batches or self._under_way)

    def next(self) -> Asked | None:
        """What to ask next; None where everything waits for answers."""
        if self._ready:
            talk = self._ready.popleft()
            return self._ask(talk, talk.command, (talk.wanted[0],) if talk.wanted else ())
        if self._preparing:
            return None
        if not self._batches:
            self._take()
        if not self._batches:
            return None
        batch = self._batches.popleft()
        names = tuple(name for name, _ in batch.wanted)
        return self._ask(batch, Check(names), names)

    def answered(self, id: str, response: Response) -> None:
        """Go on with what `id` asked; StopError where the answer holds for all the other names too."""
        asked = self._under_way.pop(id)
        meant = meaning(response.code)
        if meant is Meaning.STOP:
            raise StopError(f"{_what(asked)}: the server says {response.words}")
        self.trouble = self.trouble + 1 if meant is Meaning.LATER else 0
        if meant in (Meaning.LATER, Meaning.ENDED):
            self._begin_anew(asked, response.words, done=response.code != SESSION_LIMIT)
        elif isinstance(asked, _Talk):
            self._go_on(asked, response)
        else:
            self._checked(asked, response)

    def lost(self, why: str) -> None:
        """The connection is gone: what was under way begins anew."""
        under_way, self._under_way = self._under_way, {}
        for asked in under_way.values():
            self._begin_anew(asked, why)

    def _take(self) -> None:
        taken = list(islice(self._wanted, self._batch))
        if taken:
            self._batches.append(_Batch(taken))
        else:
            self._exhausted = True

    def _ask(self, asked: _Talk | _Batch, command: Command, names: tuple[str, ...]) -> Asked:
        id = self._new_id()
        self._under_way[id] = asked
        return Asked(id, command, names)

    def _checked(self, batch: _Batch, response: Response) -> None:
        """A check that was refused as a whole is repeated for each of its names by itself."""
        said = {found.name: found for found in availabilities(response.data)}
        for name, action in batch.wanted:
            if response.ok and name not in said:
                self.settled.append(Settled(name, action, Outcome(FAILED, SILENT)))
            else:
                self._start((name, action), self._settle(name, action, said.get(name)))

    def _settle(self, name: str, action: Action, known: Availability | None) -> Callable[[bool], Dialogue]:
        may_take = name in self._takings
        return lambda anew: settle(name, action, self._terms, known, self._secret, anew=anew, may_take=may_take)

    def _start(self, wanted: Wanted | None, begin: Callable[[bool], Dialogue], restarts: int = 0) -> None:
        dialogue = begin(restarts > 0)
        try:
            self._ready.append(_Talk(wanted, begin, dialogue, next(dialogue), restarts))
        except StopIteration as ended:
            self._settled(wanted, ended.value)

    def _go_on(self, talk: _Talk, response: Response) -> None:
        try:
            talk.command = talk.dialogue.send(response)
            self._ready.append(talk)
        except StopIteration as ended:
            self._settled(talk.wanted, ended.value)

    def _settled(self, wanted: Wanted | None, outcome: Outcome) -> None:
        if wanted:
            self.settled.append(Settled(*wanted, outcome))
        else:
            self._preparing = False

    def _begin_anew(self, asked: _Talk | _Batch, why: str, *, done: bool = True) -> None:
        """A command that is certainly not `done` is simply sent again."""
        asked.restarts += 1
        if asked.restarts > self._restarts:
            self._give_up(asked, why)
        elif isinstance(asked, _Batch):
            self._batches.append(asked)
        elif not done:
            self._ready.append(asked)
        else:
            self._start(asked.wanted, asked.begin, asked.restarts)

    def _give_up(self, asked: _Talk | _Batch, why: str) -> None:
        if isinstance(asked, _Talk) and asked.wanted is None:
            raise StopError(f"the name servers' hosts cannot be made: {why}")
        wanted = asked.wanted if isinstance(asked, _Batch) else [asked.wanted] if asked.wanted else []
        self.settled += [Settled(name, action, Outcome(FAILED, why)) for name, action in wanted]


def _prepare(delegation: Delegation) -> Generator[Command, Response, Outcome]:
    """Make the host objects of our name servers that are not there."""
    response = yield HostCheck(delegation.servers)
    for server in missing(response.data):
        response = yield HostCreate(server, delegation.addresses.get(server, ()))
        if not response.ok and response.code != EXISTS:
            raise StopError(f"{server}: cannot be made a host: the server says {response.words}")
    if not response.ok and response.code != EXISTS:
        raise StopError(f"the name servers' hosts cannot be checked: the server says {response.words}")
    return Outcome(DONE)


def _what(asked: _Talk | _Batch) -> str:
    if isinstance(asked, _Batch):
        return f"check of {asked.wanted[0][0]} and others"
    return f"{asked.command.verb} of {asked.wanted[0] if asked.wanted else 'hosts'}"

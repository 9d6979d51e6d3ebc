"""A run: sessions with the server, one after another, until the desk is finished. The asyncio shell around pure parts.

In each round, what came is answered for, outcomes and the next commands are written down together, and only then are
those commands sent.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from ssl import SSLContext

from tidegate.exchange.epp.desk import Asked, Desk
from tidegate.exchange.epp.errors import LostError, ProtocolError
from tidegate.exchange.epp.journal import Journal
from tidegate.exchange.epp.response import Greeting, Response
from tidegate.exchange.epp.session import Account, Session, State
from tidegate.exchange.epp.wire import Server, Wire, connected

Progress = Callable[[int], None]
"""Told how many more names were settled."""


@dataclass(frozen=True)
class Patience:
    """How often in a row a session may be lost without any answer, and the seconds to wait before the next: `first`,
    then double each time, at most `longest`. The same waits are made for a server that wants to be asked later."""

    sessions: int = 6
    first: float = 1.0
    longest: float = 60.0

    def wait(self, times: int) -> float:
        return float(min(self.longest, self.first * 2.0 ** (min(times, 32) - 1))) if times else 0.0


@dataclass(frozen=True)
class Peer:
    """Who is talked to, as whom, with how many commands unanswered at most."""

    server: Server
    account: Account
    window: int
    patience: Patience = Patience()


async def run(peer: Peer, desk: Desk, journal: Journal, progress: Progress = lambda _: None) -> None:
    """Drive `desk` to its end. LostError once patience is over, StopError where going on makes no sense; what was
    answered is in the journal then, and another run goes on from there."""
    context, failures = peer.server.context(), 0
    while not desk.finished:
        books = _Bookkeeper(desk, journal, progress)
        try:
            await _session(peer, context, books)
        except LostError as error:
            failures = 1 if books.answers else failures + 1
            desk.lost(str(error))
            books.note([])
            if failures > peer.patience.sessions:
                raise LostError(f"{error}; given up after {failures} attempts: the same command goes on") from None
            await asyncio.sleep(peer.patience.wait(failures))


async def greet(peer: Peer) -> Greeting:
    """Log in and out, and return what the server said of itself."""
    async with connected(peer.server, peer.server.context()) as wire:
        session = await _logged_in(peer, wire)
        await _log_out(wire, session)
        assert session.greeting is not None
        return session.greeting


class _Bookkeeper:
    """Stands between a session and the desk, and writes down in the journal what goes either way."""

    def __init__(self, desk: Desk, journal: Journal, progress: Progress) -> None:
        self.desk = desk
        self._journal, self._progress = journal, progress
        self._new: list[tuple[str, Response]] = []
        self.answers = 0

    def next(self, room: int) -> list[Asked]:
        """What to send next, written down."""
        asked: list[Asked] = []
        while len(asked) < room and (command := self.desk.next()):
            asked.append(command)
        self.note(asked)
        return asked

    def answered(self, id: str, response: Response) -> None:
        self.answers += 1
        self._new.append((id, response))
        self.desk.answered(id, response)

    def note(self, sending: list[Asked]) -> None:
        """Write down what came and what is to be sent."""
        settled, self.desk.settled = self.desk.settled, []
        answers, self._new = self._new, []
        if sending or settled or answers:
            self._journal.write(answers, settled, sending)
        if settled:
            self._progress(len(settled))


async def _session(peer: Peer, context: SSLContext, books: _Bookkeeper) -> None:
    async with connected(peer.server, context) as wire:
        session = await _logged_in(peer, wire)
        try:
            await _converse(peer, wire, session, books)
        finally:
            books.note([])
        await _log_out(wire, session)


async def _converse(peer: Peer, wire: Wire, session: Session, books: _Bookkeeper) -> None:
    desk = books.desk
    while True:
        await asyncio.sleep(peer.patience.wait(desk.trouble))
        asked = books.next(session.room)
        if desk.finished:
            return
        if asked:
            await wire.write(b"".join(session.send(one.command, one.id) for one in asked))
        for id, response in session.receive(await wire.read()):
            books.answered(id, response)
        if session.ended:
            raise LostError(f"{peer.server} ended the session")


async def _logged_in(peer: Peer, wire: Wire) -> Session:
    session = Session(peer.account, peer.window)
    while session.greeting is None:
        _nothing(session, await wire.read())
    await wire.write(session.login())
    while session.state is State.LOGIN:
        _nothing(session, await wire.read())
    if session.ended:
        raise LostError(f"{peer.server} has no session left for {peer.account.name}")
    return session


async def _log_out(wire: Wire, session: Session) -> None:
    """Politely, but it is not worth an error."""
    try:
        await wire.write(session.logout())
        while not session.ended:
            _nothing(session, await wire.read())
    except LostError:
        pass


def _nothing(session: Session, data: bytes) -> None:
    for id, response in session.receive(data):
        raise ProtocolError(f"the server answered {id!r} before it was asked: {response.words}")

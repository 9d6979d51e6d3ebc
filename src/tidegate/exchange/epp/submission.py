"""Submitting a work order: the policy is asked, its names are driven through the account, the record says so."""

import asyncio
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from tidegate.dns.collisions import takings
from tidegate.dns.export.request import ask
from tidegate.dns.orders import basis, life
from tidegate.dns.orders.life import Order, State
from tidegate.errors import TidegateError
from tidegate.exchange.epp.answers import write
from tidegate.exchange.epp.core import Command, message
from tidegate.exchange.epp.desk import Desk, Wanted
from tidegate.exchange.epp.domain import Domain
from tidegate.exchange.epp.journal import Journal
from tidegate.exchange.epp.listing import UNDECIDED, Listing, listed
from tidegate.exchange.epp.run import Progress, run
from tidegate.exchange.epp.settings import Settings
from tidegate.exchange.epp.wish import Action, registration, updates, wish
from tidegate.operation.model import Operation
from tidegate.store import Draft, Home

SUBMITTED = "epp.submitted"
_UNSENT = (State.DRAFTED, State.REFUSED)


@dataclass(frozen=True)
class Summary:
    """How a submission ended: how many names have which outcome, over all its runs, and where the answer is."""

    order: str
    registry: str
    outcomes: dict[str, int]
    answer: Path
    undecided: int


def allowed(home: Home, operation: Operation, order: str, member: str) -> Order:
    """The order, if the policy lets `member` export it and its registry have it; TidegateError where its registry takes
    single hosts only, which nobody registers, or where the order lacks the court order that it needs."""
    found = life.get(home.records, operation.name, order)
    ask(home.records, operation, found.registry, member)
    if operation.playbook.registry(found.registry).per_host:
        raise TidegateError(f"{found.registry} takes requests for single hosts only: there is nothing to register")
    if found.state is not State.RELEASED:  # what is given back needs no basis any more
        basis.check([found], operation.playbook)
    return found


def submit(
    home: Home,
    operation: Operation,
    order: Order,
    settings: Settings,
    answer: Path,
    member: str,
    begun: Callable[[int], Progress],
    *,
    again: bool = False,
) -> Summary:
    """Drive the names of `order` through the account, and write what became of them to `answer`, also when the run
    breaks off. `begun` is told how many names there are, and gives what is told of the progress.

    Names that were settled before are left alone, unless `again`.
    """
    with listed(home, operation, order) as listing, Journal(_journal(home, operation, order), order.id) as journal:
        if again:
            journal.forget()
        progress = begun(sum(listing.counts.get(action, 0) for action in Action))
        desk = Desk(
            _wanted(listing, journal, progress),
            settings.terms,
            _ids(),
            batch=settings.batch,
            restarts=settings.restarts,
            takings=takings.confirmed(home.records, operation.name),
        )
        try:
            asyncio.run(run(settings.peer, desk, journal, progress))
        finally:
            write(answer, journal.entries())
            outcomes = dict(sorted(journal.counts().items()))
            if not journal.is_empty:
                _record(home, operation, order, settings, outcomes, member)
        return Summary(order.id, order.registry, outcomes, answer, listing.counts.get(UNDECIDED, 0))


def preview(home: Home, operation: Operation, order: Order, settings: Settings) -> tuple[dict[str, int], list[bytes]]:
    """How many names of `order` there are for each action, and the messages that would be sent for the first of them if
    nobody holds it. Nothing is sent, and nothing is kept."""
    with listed(home, operation, order) as listing:
        registering = (one for one in listing.wanted() if one[1] not in (Action.RELEASE, Action.TRANSFER))
        first = next(registering, None)
        return listing.counts, _messages(*first, settings) if first else []


def _messages(name: str, action: Action, settings: Settings) -> list[bytes]:
    terms = settings.terms
    create = registration(name, action, terms, "(drawn anew)")
    made = Domain(name, terms.account, terms.account, frozenset(create.delegation.servers))
    commands: list[Command] = [create, *updates(made, wish(action, terms), terms)]
    return [message(command, f"tidegate-dry-run-{number}") for number, command in enumerate(commands, 1)]


def _wanted(listing: Listing, journal: Journal, progress: Progress) -> Iterator[Wanted]:
    """What is left to ask: first the names with a command that nobody answered, then the others."""
    first = set(journal.unanswered())
    left_over = (one for one in listing.wanted() if one[0] in first) if first else iter(())
    others = (one for one in listing.wanted() if one[0] not in first)
    for name, action in chain(left_over, others):
        if journal.is_settled(name, action):
            progress(1)
        elif action is not Action.RELEASE or journal.was_touched(name):
            yield name, action


def _ids() -> Callable[[], str]:
    """Transaction ids that no other run has."""
    run, numbers = uuid.uuid4().hex[:12], count(1)
    return lambda: f"tidegate-{run}-{next(numbers)}"


def _journal(home: Home, operation: Operation, order: Order) -> Path:
    return home.folder("epp", operation.name) / f"{order.registry}.sqlite"


def _record(
    home: Home, operation: Operation, order: Order, settings: Settings, outcomes: dict[str, int], member: str
) -> None:
    """Put on the record that the order went out, if nothing says so yet, and how far it came."""
    server = str(settings.peer.server)
    unsent = [order.id] if life.get(home.records, operation.name, order.id).state in _UNSENT else []
    sent = life.steps(home.records, operation.name, unsent, State.SENT, f"EPP, {server}")
    body = {"order": order.id, "registry": order.registry, "server": server, "account": settings.terms.account}
    submitted = Draft(SUBMITTED, operation.name, {**body, "outcomes": outcomes})
    home.records.append(member, [*sent, submitted])

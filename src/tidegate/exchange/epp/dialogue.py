"""What is said about one name, as a generator that yields commands and is sent their answers. Pure.

A dialogue begins with what the registry knows of the name and asks only for the difference to what is wished. So one
that broke off anywhere is simply begun again: nothing is done twice.
"""

import secrets
import string
from collections.abc import Callable, Generator
from dataclasses import dataclass

from tidegate.dns.answers.outcome import Outcome as Word
from tidegate.exchange.epp.codes import EXISTS, NOT_AUTHORISED, NOT_THERE, Meaning, meaning, reason
from tidegate.exchange.epp.core import Command
from tidegate.exchange.epp.domain import Availability, Check, Delete, Domain, Info, Transfer, availabilities, domain
from tidegate.exchange.epp.response import Response
from tidegate.exchange.epp.wish import Action, Terms, registration, updates, wish

DONE, PENDING, TAKEN, REFUSED, FAILED = Word
SILENT = "the server's answer says nothing of it"


@dataclass(frozen=True)
class Outcome:
    """How it ended for a name, in the words that every registry's answer is read in, with a note for people.

    `taken` is what somebody else holds, and was left alone; `failed` is worth another try.
    """

    word: Word
    note: str = ""


Dialogue = Generator[Command, Response, Outcome]
_Step = Generator[Command, Response, Outcome | None]
_SYMBOLS = "-_.+"


def new_secret() -> str:
    """A secret of 16 characters for a registration, of every kind that a registry may ask for. Nobody needs to know it:
    who holds the name can change it."""
    kinds = (string.ascii_lowercase, string.ascii_uppercase, string.digits, _SYMBOLS)
    letters = [secrets.choice(kind) for kind in kinds]
    letters += [secrets.choice("".join(kinds)) for _ in range(12)]
    secrets.SystemRandom().shuffle(letters)
    return "".join(letters)


def settle(
    name: str,
    action: Action,
    terms: Terms,
    known: Availability | None,
    secret: Callable[[], str] = new_secret,
    *,
    anew: bool = False,
    may_take: bool = False,
) -> Dialogue:
    """Bring `name` to where `action` wants it; `known` is what a check said of it, where one was made.

    With `anew` something may have been done since: the registry is asked again before anything is. Without `may_take`
    nothing is done to a name that somebody else holds, except to give it back.
    """
    if known is None:
        response = yield Check((name,))
        known = next((said for said in availabilities(response.data) if said.name == name), None)
        if known is None:
            return Outcome(FAILED, SILENT) if response.ok else _ended(response)
    if known.available and not anew:
        return (yield from _unregistered(name, action, terms, secret))
    response = yield Info(name)
    if response.code == NOT_THERE:
        return (yield from _unregistered(name, action, terms, secret)) if known.available else _kept_back(action, known)
    if response.code == NOT_AUTHORISED:
        return Outcome(TAKEN, f"registered, and not for us to see: {response.words}")
    found = domain(response.data) if response.ok else None
    if found is None:
        return _ended(response)
    if found.pending:
        return Outcome(PENDING, ", ".join(found.pending))
    if found.client == terms.account:
        return (yield from _ours(found, action, terms))
    return (yield from _foreign(found, action, terms, may_take))


def _unregistered(name: str, action: Action, terms: Terms, secret: Callable[[], str]) -> Dialogue:
    if action is Action.RELEASE:
        return Outcome(DONE, "not registered")
    if action is Action.TRANSFER:
        return Outcome(REFUSED, "not registered: nothing to transfer")
    create = registration(name, action, terms, secret())
    response = yield create
    if response.code == EXISTS:  # somebody was quicker than us
        return (yield from settle(name, action, terms, Availability(name, False), secret))
    if meaning(response.code) is not Meaning.DONE:
        return _ended(response)
    made = Domain(name, terms.account, terms.account, frozenset(create.delegation.servers))
    return (yield from _brought(made, action, terms, "registered"))


def _kept_back(action: Action, known: Availability) -> Outcome:
    why = f"kept back by the registry{': ' if known.reason else ''}{known.reason}"
    content = action in (Action.BLOCK, Action.HOLD, Action.RELEASE)
    return Outcome(DONE if content else REFUSED, why)


def _ours(found: Domain, action: Action, terms: Terms) -> Dialogue:
    if action is not Action.RELEASE:
        return (yield from _brought(found, action, terms, "registered by us before"))
    if found.creator != terms.account:
        return Outcome(
            REFUSED, f"registered by {found.creator or 'nobody knows whom'} and transferred to us: not deleted"
        )
    if failure := (yield from _updated(found, action, terms)):
        return failure
    response = yield Delete(found.name)
    if meaning(response.code) is Meaning.DONE or response.code == NOT_THERE:
        return Outcome(DONE, "deleted")
    return _ended(response)


def _foreign(found: Domain, action: Action, terms: Terms, may_take: bool) -> Dialogue:
    holder = f"registered by {found.client}" + (f" since {found.created}" if found.created else "")
    if action is Action.RELEASE:
        return (yield from _given_back(found, terms, holder))
    if not may_take or action not in (Action.HOLD, Action.TRANSFER):
        return Outcome(TAKEN, holder)
    if action is Action.HOLD:
        return (yield from _brought(found, action, terms, holder))
    response = yield Transfer(found.name)
    return Outcome(DONE, "transferred") if meaning(response.code) is Meaning.DONE else _ended(response)


def _given_back(found: Domain, terms: Terms, holder: str) -> Dialogue:
    """What a registrar's account could see on somebody else's name are that registrar's own statuses."""
    if terms.authority == "client":
        return Outcome(DONE, f"not ours: {holder}")
    return (yield from _brought(found, Action.RELEASE, terms, holder))


def _brought(found: Domain, action: Action, terms: Terms, note: str) -> Dialogue:
    failure = yield from _updated(found, action, terms)
    return failure or Outcome(DONE, note)


def _updated(found: Domain, action: Action, terms: Terms) -> _Step:
    wanted = wish(action, terms, ours=found.client == terms.account)
    for update in updates(found, wanted, terms):
        response = yield update
        if meaning(response.code) is not Meaning.DONE:
            return _ended(response)
    return None


def _ended(response: Response) -> Outcome:
    if meaning(response.code) is Meaning.PENDING:
        return Outcome(PENDING, response.words)
    return Outcome(REFUSED, ": ".join(filter(None, (reason(response.code), response.words))))

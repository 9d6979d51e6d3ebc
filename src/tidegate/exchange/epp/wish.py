"""What each action of a work order means in EPP: the one place that says so. Pure.

| action | a name that nobody holds | a name of ours | a name of somebody else's |
|---|---|---|---|
| block | registered without name servers, on hold, locked | brought there | left alone: taken |
| register | registered with the sinkhole's name servers | brought there | left alone: taken |
| sinkhole | the same, and locked | brought there | left alone: taken |
| hold | as block | on hold, locked | on hold, locked: if two members decided to take it |
| transfer | nothing to transfer | as sinkhole | its transfer is asked for: if two members decided it |
| release | nothing to release | unlocked; deleted if we registered it | lock and hold off, if we are the registry |

A name that nobody holds and that the registry keeps back is out of the adversary's reach: EPP has no word for it, and
block and hold are content with it. Hold and release leave a name's servers as they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tidegate.errors import UnknownNameError
from tidegate.exchange.epp.domain import Change, Create, Domain, Update
from tidegate.exchange.epp.nameservers import Delegation

LOCKS = ("update", "delete", "transfer", "renew")


class Action(StrEnum):
    """What a work order, or a decision after it, asks for a name."""

    BLOCK = "block"
    REGISTER = "register"
    SINKHOLE = "sinkhole"
    HOLD = "hold"
    TRANSFER = "transfer"
    RELEASE = "release"

    @classmethod
    def parse(cls, text: str) -> "Action":
        """The action called `text`; UnknownNameError lists them otherwise."""
        try:
            return cls(text)
        except ValueError:
            raise UnknownNameError("action", text, cls) from None


_SERVED = (Action.REGISTER, Action.SINKHOLE, Action.TRANSFER)
_UNTOUCHED = (Action.HOLD, Action.RELEASE)
_HELD = (Action.BLOCK, Action.HOLD)


@dataclass(frozen=True)
class Terms:
    """How we stand with the registry: our account, how its statuses are called when we set them (a registrar's account
    sets `client...`, the registry's own `server...`: RFC 5731, section 2.3), and what a registration needs."""

    account: str
    authority: str  # "client" or "server"
    delegation: Delegation
    locks: tuple[str, ...] = LOCKS
    statuses: tuple[str, ...] = ()  # set besides, on every name that is locked
    years: int = 1
    registrant: str = ""
    contacts: tuple[tuple[str, str], ...] = ()

    @property
    def hold(self) -> str:
        return f"{self.authority}Hold"

    @property
    def lock(self) -> frozenset[str]:
        """The statuses that keep a name as it is."""
        return frozenset(f"{self.authority}{lock.capitalize()}Prohibited" for lock in self.locks) | {*self.statuses}

    @property
    def update_lock(self) -> str:
        """The one that must go, alone, before anything else of the name can change."""
        return f"{self.authority}UpdateProhibited"

    @property
    def own(self) -> frozenset[str]:
        """Every status that we may have set."""
        return self.lock | {self.hold}


@dataclass(frozen=True)
class Wish:
    """How a name should stand: its name servers (None: as they are), and which of our statuses it should have."""

    servers: frozenset[str] | None
    statuses: frozenset[str]


def wish(action: Action, terms: Terms, *, ours: bool = True) -> Wish:
    """What `action` wants of a registered name, `ours` or somebody else's."""
    servers = frozenset(terms.delegation.servers if action in _SERVED else ())
    held = {terms.hold} if action in _HELD else set()
    locked = set() if action in (Action.REGISTER, Action.RELEASE) else terms.lock
    return Wish(servers if ours and action not in _UNTOUCHED else None, frozenset(held | locked))


def registration(name: str, action: Action, terms: Terms, auth: str) -> Create:
    """The command that registers `name` for `action`; statuses are for updates after it, since a create has none."""
    delegation = terms.delegation if action in _SERVED else Delegation()
    return Create(name, terms.years, delegation, terms.registrant, terms.contacts, auth)


def updates(found: Domain, wanted: Wish, terms: Terms) -> Iterator[Update]:
    """The updates that bring the name from where it is to what is `wanted`: none where it is there already.

    A lock against updates goes first and by itself, and comes back with the last one (RFC 5731, section 2.3).
    """
    servers = found.servers if wanted.servers is None else wanted.servers
    add = Change(servers - found.servers, wanted.statuses - found.statuses)
    remove = Change(found.servers - servers, (found.statuses & terms.own) - wanted.statuses)
    if not add and not remove:
        return
    if terms.update_lock in found.statuses:
        unlock = Change(statuses=frozenset({terms.update_lock}))
        yield Update(found.name, terms.delegation, remove=unlock)
        remove = Change(remove.servers, remove.statuses - unlock.statuses)
        add = Change(add.servers, add.statuses | (unlock.statuses & wanted.statuses))
    if add or remove:
        yield Update(found.name, terms.delegation, add, remove)

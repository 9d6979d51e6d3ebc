"""Members: who works here, for which organisation, in which subgroups, and what they may read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from tidegate.errors import TidegateError, UnknownNameError
from tidegate.operation import clearance
from tidegate.operation.naming import RULE, is_name
from tidegate.operation.opening import get as operation_of
from tidegate.operation.opening import names as operations
from tidegate.policy import PAP, TLP, Action, Label, Viewer, require
from tidegate.store import Draft, Event, Projection, Records
from tidegate.store.projection import METADATA

ROSTER = Label(TLP.GREEN, PAP.CLEAR)
"""Who the members are is for the members."""


@dataclass(frozen=True)
class Member:
    """Somebody who works here; `since` is the moment (UTC) they joined, `compartments` what they need to know."""

    member: str
    organisation: str
    subgroups: tuple[str, ...]
    clearance: TLP
    compartments: tuple[str, ...]
    since: datetime

    @property
    def viewer(self) -> Viewer:
        """The member as the policy sees them."""
        return Viewer(self.member, self.clearance, frozenset(self.compartments))


@dataclass(frozen=True)
class Membership:
    """What is put on the record about a member."""

    member: str
    organisation: str
    clearance: TLP
    subgroups: tuple[str, ...] = ()
    compartments: tuple[str, ...] = ()


MEMBERS = sa.Table(
    "members",
    METADATA,
    sa.Column("member", sa.String, primary_key=True),
    sa.Column("organisation", sa.String, nullable=False),
    sa.Column("subgroups", sa.JSON, nullable=False),
    sa.Column("clearance", sa.String, nullable=False),
    sa.Column("compartments", sa.JSON, nullable=False),
    sa.Column("since", sa.String, nullable=False),
)


def rows(records: Records) -> list[Member]:
    """All members, by name."""
    return [_member(row) for row in records.rows(PROJECTION)]


def get(records: Records, member: str) -> Member:
    """The member called so; UnknownNameError lists the members."""
    for row in records.rows(PROJECTION, MEMBERS.c.member == member):
        return _member(row)
    raise UnknownNameError("member", member, [row.member for row in rows(records)])


def add(records: Records, joins: Membership, actor: str) -> Member:
    """Make somebody a member, or change what a member may read; on an empty record "local" joins first.

    Nobody gives (or takes) a clearance or a compartment that they do not have: NotAllowedError. TidegateError for a
    name that cannot be, or a subgroup that no operation has.
    """
    _check(records, joins)
    first = [] if clearance.has_members(records) or actor != clearance.LOCAL else [clearance.local_joins()]
    giver = Viewer(actor, TLP.RED) if first else clearance.viewer(records, actor)
    for label in (_needed(joins.clearance, joins.compartments), _held(records, joins.member)):
        require(giver, Action.DECIDE, label, f"the membership of {joins.member}")
    records.append(actor, [*first, _draft(joins)])
    return get(records, joins.member)


def _check(records: Records, joins: Membership) -> None:
    for what, name in [("member", joins.member), *(("compartment", name) for name in joins.compartments)]:
        if not is_name(name):
            raise TidegateError(f"a {what} cannot be called {name!r}: use {RULE}")
    if joins.member == clearance.LOCAL:
        raise TidegateError(f"{clearance.LOCAL} is who sits at this machine, and stays cleared to everything")
    if not joins.organisation.strip():
        raise TidegateError(f"member {joins.member} needs an organisation")
    known = _subgroups(records)
    for subgroup in joins.subgroups:
        if known and subgroup not in known:
            raise UnknownNameError("subgroup", subgroup, sorted(known))


def _subgroups(records: Records) -> Collection[str]:
    return {subgroup for name in operations(records) for subgroup in operation_of(records, name).playbook.subgroups}


def _needed(level: TLP, compartments: Collection[str]) -> Label:
    return Label(level, PAP.CLEAR, frozenset(compartments))


def _held(records: Records, member: str) -> Label:
    """What somebody must be cleared to who changes `member`: all that `member` can read now."""
    now = clearance.viewer(records, member)
    return _needed(TLP.CLEAR if now.clearance is None else now.clearance, now.compartments)


def _draft(joins: Membership) -> Draft:
    return clearance.joining(
        joins.member, joins.organisation.strip(), joins.clearance, joins.subgroups, joins.compartments
    )


def _member(row: sa.Row[tuple[str, ...]]) -> Member:
    values = row._asdict()
    return Member(
        member=values["member"],
        organisation=values["organisation"],
        subgroups=tuple(values["subgroups"]),
        clearance=TLP.parse(values["clearance"]),
        compartments=tuple(values["compartments"]),
        since=datetime.fromisoformat(values["since"]),
    )


def _added(connection: sa.Connection, event: Event) -> None:
    mine = MEMBERS.c.member == event.body["member"]
    since = connection.execute(sa.select(MEMBERS.c.since).where(mine)).scalar() or event.at.isoformat()
    connection.execute(sa.delete(MEMBERS).where(mine))
    connection.execute(sa.insert(MEMBERS).values({**event.body, "since": since}))


PROJECTION = Projection(MEMBERS, version=1, on={clearance.ADDED: _added})

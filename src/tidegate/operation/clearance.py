"""Who may read what of an operation: members by their clearance, registries by the playbook's.

The membership itself is the group's; the policy needs its clearance and compartments, and needs them on this floor.
"""

from collections.abc import Iterable

import sqlalchemy as sa

from tidegate.operation.model import Registry
from tidegate.policy import TLP, Viewer
from tidegate.store import Draft, Event, Projection, Records
from tidegate.store.projection import METADATA

ADDED = "member.added"
LOCAL = "local"
"""The first member: who sits at this machine, and so could read everything on it anyway."""
EVERY_OPERATION = ""
"""Members belong to the group and not to one operation; their events carry no operation's name."""

CLEARANCES = sa.Table(
    "clearances",
    METADATA,
    sa.Column("member", sa.String, primary_key=True),
    sa.Column("clearance", sa.String, nullable=False),
    sa.Column("compartments", sa.JSON, nullable=False),
)


def viewer(records: Records, member: str) -> Viewer:
    """`member` as the policy sees them; somebody who is no member has no clearance at all."""
    for row in records.rows(PROJECTION, CLEARANCES.c.member == member):
        return Viewer(member, TLP.parse(row.clearance), frozenset(row.compartments))
    return Viewer(member)


def registry_viewer(registry: Registry) -> Viewer:
    """`registry` as the policy sees it: cleared as the playbook says, and in no compartment."""
    return Viewer(registry.id, registry.clearance)


def has_members(records: Records) -> bool:
    """Whether anybody is a member yet."""
    return bool(records.rows(PROJECTION))


def joining(
    member: str, organisation: str, clearance: TLP, subgroups: Iterable[str] = (), compartments: Iterable[str] = ()
) -> Draft:
    """The event by which `member` joins, or by which a member's organisation, subgroups or clearance change."""
    body = {
        "member": member,
        "organisation": organisation,
        "subgroups": sorted(set(subgroups)),
        "clearance": clearance.word,
        "compartments": sorted(set(compartments)),
    }
    return Draft(ADDED, EVERY_OPERATION, body)


def local_joins() -> Draft:
    """The event by which the first member joins, cleared to everything."""
    return joining(LOCAL, LOCAL, TLP.RED)


def _added(connection: sa.Connection, event: Event) -> None:
    row = {key: event.body[key] for key in ("member", "clearance", "compartments")}
    connection.execute(sa.delete(CLEARANCES).where(CLEARANCES.c.member == row["member"]))
    connection.execute(sa.insert(CLEARANCES).values(**row))


PROJECTION = Projection(CLEARANCES, version=1, on={ADDED: _added})

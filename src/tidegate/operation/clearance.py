"""Who may read what of an operation: members by their clearance, registries by the playbook's.

The membership itself is the group's; the policy needs only its clearance and compartments, and needs them on this floor.
"""

import sqlalchemy as sa

from tidegate.operation.model import Registry
from tidegate.policy import TLP, Viewer
from tidegate.store import Event, Projection, Records
from tidegate.store.projection import METADATA

ADDED = "member.added"

CLEARANCES = sa.Table(
    "clearances",
    METADATA,
    sa.Column("member", sa.String, primary_key=True),
    sa.Column("clearance", sa.String),
    sa.Column("compartments", sa.JSON, nullable=False),
)


def viewer(records: Records, member: str) -> Viewer:
    """`member` as the policy sees them; somebody who is no member has no clearance at all."""
    rows = records.rows(PROJECTION, CLEARANCES.c.member == member)
    if not rows:
        return Viewer(member)
    clearance = TLP.parse(rows[0].clearance) if rows[0].clearance else None
    return Viewer(member, clearance, frozenset(rows[0].compartments))


def registry_viewer(registry: Registry) -> Viewer:
    """`registry` as the policy sees it: cleared as the playbook says, and in no compartment."""
    return Viewer(registry.id, registry.clearance)


def _added(connection: sa.Connection, event: Event) -> None:
    body = event.body
    connection.execute(sa.delete(CLEARANCES).where(CLEARANCES.c.member == body["member"]))
    row = {key: body[key] for key in ("member", "clearance", "compartments")}
    connection.execute(sa.insert(CLEARANCES).values(**row))


PROJECTION = Projection(CLEARANCES, version=1, on={ADDED: _added})

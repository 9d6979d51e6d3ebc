"""Alerts: something changed, and here is the evidence. The rules live where their facts live; this is their record."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from tidegate.operation.model import Operation
from tidegate.policy import PAP, TLP, Label, strictest
from tidegate.store import Draft, Event, Projection, Records
from tidegate.store.projection import METADATA

RAISED = "alert.raised"


@dataclass(frozen=True)
class Finding:
    """What a rule found: on which UTC day, about what (`subject`: a name, a variant, a form), in words, with evidence.
    `tlp` is who may read it where that is fewer than whom the operation lets.

    The same rule, day and subject are the same alert, however often they are found and whatever the words.
    """

    rule: str
    day: date
    subject: str
    text: str
    evidence: str
    tlp: TLP | None = None

    def alert_id(self, operation: str) -> str:
        """`RULE-YYYY-MM-DD-` and eight hexadecimal digits that stand for operation and subject."""
        digest = hashlib.sha256(f"{operation}\0{self.subject}".encode()).hexdigest()
        return f"{self.rule}-{self.day}-{digest[:8]}"


@dataclass(frozen=True)
class Alert:
    """A finding on the record."""

    alert: str
    rule: str
    day: date
    subject: str
    text: str
    evidence: str
    tlp: TLP | None
    raised_at: datetime


ALERTS = sa.Table(
    "alerts",
    METADATA,
    sa.Column("operation", sa.String, primary_key=True),
    sa.Column("alert", sa.String, primary_key=True),
    sa.Column("rule", sa.String, nullable=False),
    sa.Column("day", sa.String, nullable=False),
    sa.Column("subject", sa.String, nullable=False),
    sa.Column("text", sa.String, nullable=False),
    sa.Column("evidence", sa.String, nullable=False),
    sa.Column("tlp", sa.String),
    sa.Column("raised_at", sa.String, nullable=False),
)


def record(records: Records, operation: str, findings: Iterable[Finding], actor: str) -> list[str]:
    """Put `findings` on the record, those that are not there yet; returns the ids of the new alerts."""
    found = {finding.alert_id(operation): finding for finding in findings}
    known = {alert.alert for alert in rows(records, operation)} if found else set()
    new = {id: finding for id, finding in found.items() if id not in known}
    if new:
        records.append(actor, [_draft(id, operation, finding) for id, finding in new.items()])
    return list(new)


def rows(records: Records, operation: str) -> Sequence[Alert]:
    """The operation's alerts, the newest day first."""
    found = [_alert(row) for row in records.rows(PROJECTION, ALERTS.c.operation == operation)]
    return sorted(found, key=lambda alert: (-alert.day.toordinal(), alert.rule, alert.subject))


def label(operation: Operation, tlp: TLP | None) -> Label:
    """What an alert of `operation` carries whose finding has this `tlp`."""
    return operation.label if tlp is None else strictest([operation.label, Label(tlp, PAP.CLEAR)])


def tlp_of(raised: Event) -> TLP | None:
    """The `tlp` of the finding that an event put on the record."""
    return _tlp(raised.body.get("tlp"))


def _tlp(word: str | None) -> TLP | None:
    return None if word is None else TLP.parse(word)


def _draft(id: str, operation: str, finding: Finding) -> Draft:
    tlp = None if finding.tlp is None else finding.tlp.word
    return Draft(RAISED, operation, {"alert": id, **vars(finding), "day": finding.day.isoformat(), "tlp": tlp})


def _alert(row: sa.Row[tuple[str, ...]]) -> Alert:
    values = row._asdict()
    del values["operation"]
    values["day"] = date.fromisoformat(values["day"])
    values["tlp"] = _tlp(values["tlp"])
    values["raised_at"] = datetime.fromisoformat(values["raised_at"])
    return Alert(**values)


def _raised(connection: sa.Connection, event: Event) -> None:
    known = sa.select(ALERTS.c.alert).where(
        ALERTS.c.operation == event.operation, ALERTS.c.alert == event.body["alert"]
    )
    if connection.execute(known).first() is None:  # two finders at once may both have written it
        row = {**event.body, "operation": event.operation, "raised_at": event.at.isoformat()}
        connection.execute(sa.insert(ALERTS).values(**row))


PROJECTION = Projection(ALERTS, version=2, on={RAISED: _raised})

"""What appeals raise: a claim, most of all on a name that we took; an answer that is overdue; a release that nobody
confirmed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tidegate.dns.appeals import life
from tidegate.dns.appeals.life import Appeal, State
from tidegate.dns.collisions import takings
from tidegate.operation.alerts import Finding, record
from tidegate.operation.model import Operation
from tidegate.store import Home

CLAIMED, OVERDUE, UNRELEASED = "appeal-opened", "appeal-overdue", "appeal-unreleased"


def raise_alerts(home: Home, operation: Operation, actor: str) -> list[str]:
    """Put on the record what the appeals call for now; returns the ids of the new alerts."""
    took = {row.name: row for row in takings.rows(home.records, operation.name) if row.confirmed_by}
    grace = timedelta(hours=operation.playbook.thresholds.appeal_hours)
    findings = [
        finding
        for appeal in life.rows(home.records, operation.name)
        for finding in of_appeal(appeal, took.get(appeal.name), home.now(), grace)
    ]
    return record(home.records, operation.name, findings, actor)


def of_appeal(appeal: Appeal, took: takings.Taking | None, now: datetime, grace: timedelta) -> Iterator[Finding]:
    """What `appeal` calls for at the moment `now`; `took` is the taking of its name, where two members confirmed one,
    and `grace` how long a release may wait for its confirmation. Pure."""
    name, opened = appeal.name, appeal.opened_at
    ours = _ours(appeal, took)
    if appeal.state is State.OPEN:
        text = f"an owner claims {name}{ours}: an answer is due by {appeal.due:%Y-%m-%d %H:%M} UTC"
        yield Finding(CLAIMED, opened.date(), f"{name} {opened:%H:%M:%S}", text, f"the claim: {appeal.reason}")
    if appeal.is_overdue(now):
        text = f"the claim on {name}{ours} is unanswered since {appeal.due:%Y-%m-%d %H:%M} UTC"
        yield Finding(OVERDUE, appeal.due.date(), name, text, f"opened {opened:%Y-%m-%d %H:%M} UTC: {appeal.reason}")
    if appeal.awaiting and appeal.decided_at and now > appeal.decided_at + grace:
        text = f"{name} was given back, but {', '.join(appeal.awaiting)} did not confirm its release"
        evidence = f"accepted {appeal.decided_at:%Y-%m-%d %H:%M} UTC: {appeal.decision}"
        yield Finding(UNRELEASED, appeal.decided_at.date(), name, text, evidence)


def _ours(appeal: Appeal, took: takings.Taking | None) -> str:
    """Whether we took the name, in words."""
    if took is not None and took.confirmed_at is not None:
        return f", which we took on {took.confirmed_at:%Y-%m-%d} ({took.means})"
    return f", which we asked {', '.join(appeal.asked)} to act on" if appeal.asked else ""

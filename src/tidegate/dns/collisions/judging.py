"""The judgement of every name of an operation of which something is known. Names without evidence have no row: what is
asked of their registry is their disposition."""

from collections import defaultdict
from datetime import date, timedelta

from tidegate.dns.collisions import exemptions, takings
from tidegate.dns.collisions.kinds import KINDS
from tidegate.dns.collisions.risk import Case, Clue, Disposition, Judgement, Risk, judge
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.store import Home

_BEFORE = timedelta(days=365)
"""How long before the operation a model began of which the playbook does not say it: too early by far, since what was
registered since is looked at twice."""


def judgements(home: Home, operation: Operation, span: Span | None = None) -> list[Judgement]:
    """The judgement of each name with evidence (on days in `span`), the class with most at stake first."""
    found = [judge(case) for case in cases(home, operation, span)]
    return sorted(found, key=lambda each: (list(Risk).index(each.risk), each.name))


def cases(home: Home, operation: Operation, span: Span | None = None) -> list[Case]:
    """What is known of each name with evidence."""
    rows = home.lake.table("collisions", operation.name, span)
    summed = rows.group_by("name", "suffix", "kind", "evidence", "since").agg(first=rows.day.min())
    clues: dict[str, list[Clue]] = defaultdict(list)
    firsts: dict[str, date] = {}
    suffixes: dict[str, str | None] = {}
    for row in home.lake.execute(summed.order_by("name", "kind", "evidence")).to_pylist():
        name = row["name"]
        clues[name].append(Clue(row["kind"], row["evidence"], row["since"]))
        firsts[name] = min(firsts.get(name, row["first"]), row["first"])
        suffixes[name] = row["suffix"]
    exempt = {row.name: row.state for row in exemptions.rows(home.records, operation.name)}
    taken = takings.confirmed(home.records, operation.name)
    began, registries = began_on(operation), operation.playbook.registry_of_suffix
    return [
        Case(
            name=name,
            first=firsts[name],
            began=began,
            action=registry.action if (registry := registries.get(suffixes[name] or "")) else str(Disposition.BLOCK),
            clues=sorted(known, key=lambda clue: KINDS.index(clue.kind)),
            exempt=_decided(exempt.get(name)),
            taken=taken.get(name),
        )
        for name, known in clues.items()
    ]


def began_on(operation: Operation) -> date:
    """The day before which a registration has nothing to do with the botnet: the first on which any model looks up
    names. Of a model that does not say it, a year before the operation."""
    unsaid = operation.first - _BEFORE
    return min((model.behaviour.starts or unsaid for model in operation.playbook.models), default=unsaid)


def _decided(state: exemptions.State | None) -> bool | None:
    return {exemptions.State.ACCEPTED: True, exemptions.State.REJECTED: False}.get(state) if state else None

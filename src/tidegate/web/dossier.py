"""All that is known of one name on one day, out of every table and projection that has something to say of it."""

from datetime import UTC, date
from typing import Any

from tidegate.dns.appeals import life as appeals
from tidegate.dns.collisions import exemptions, finding, judging, takings
from tidegate.dns.collisions.risk import Judgement
from tidegate.dns.coverage import gaps, tally
from tidegate.dns.coverage.exposure import exposure
from tidegate.dns.orders import life as orders
from tidegate.dns.orders import papers
from tidegate.names.days import Span
from tidegate.web import measured
from tidegate.web.page import COLLISIONS, Visit

_STANDING = ("name", "suffix", "registry", "state", "order", "exempt", "claimed", "verified", "gap", "taken")
_PROBE = ("probed_at", "verdict", "reason", "rcode", "addresses", "nameservers", "resolver", "server", "ttl", "mname")
_MORE = ("serial", "dnssec", "dissent", "rdap", "attempts")


def dossier(visit: Visit, day: date, name: str) -> dict[str, Any] | None:
    """How the name stands, and everything behind that; None where the forecast of `day` does not have it."""
    rows = tally.rendezvous(visit.home.lake, visit.home.records, visit.operation, Span.of(day, 1))
    found = visit.home.lake.execute(rows.filter(rows.name == name).select(*_STANDING)).to_pylist()
    if not found:
        return None
    standing = found[0]
    gap = _gap(visit, day, name)
    return {
        **standing,
        "why": gap.why if gap else None,
        "bots": gap.bots if gap else None,
        "models": _models(visit, day, name),
        "days": finding.days_of(visit.home.lake, visit.operation.name, name),
        **_asked(visit, standing["order"], name),
        **_decided(visit, name),
        "probes": _probes(visit, day, name),
    }


def _gap(visit: Visit, day: date, name: str) -> gaps.Gap | None:
    found = gaps.gaps(visit.home.lake, visit.home.records, visit.operation, day, 1, name=name)
    return found[0] if found else None


def _models(visit: Visit, day: date, name: str) -> list[dict[str, Any]]:
    """Each model that has the name, in which place of its list, and the chance that one of its bots tries it."""
    lake, operation = visit.home.lake, visit.operation
    rows = lake.table("forecast", operation.name, Span.of(day, 1))
    columns = rows.filter(rows.name == name).select("family", "variant", "config", "position", "times")
    known = {(model.family, model.variant, model.config): model for model in operation.playbook.models}
    sizes = {row.model: row.names for row in measured.exposures(visit, day)}
    found = []
    for row in lake.execute(columns.order_by("family", "variant", "config", "position")).to_pylist():
        model = known.get((row["family"], row["variant"], row["config"]))
        if model is not None:
            times, names = row["times"] or 1, sizes[model.key]
            share = exposure(names, times, model.behaviour.tries, model.behaviour.rounds)
            found.append({"model": model.key, "position": row["position"], "times": times, "names": names})
            found[-1] |= {"tries": model.behaviour.tries, "share": share, "others": model.other_channels}
    return found


def _asked(visit: Visit, order: str | None, name: str) -> dict[str, Any]:
    """The order that covers the name, its steps, the lists that it was sent in, and what its registry said of it."""
    if order is None:
        return {"steps": [], "lists": [], "answers": []}
    records, operation = visit.home.records, visit.operation.name
    one = orders.get(records, operation, order)
    files = {answer.answer: answer for answer in papers.answers(records, operation, order)}
    rows = visit.home.lake.table("answers", operation, Span.of(one.first, 1))
    said = rows.filter((rows.order == order) & (rows.name == name) & rows.answer.isin(list(files)))
    lines = visit.home.lake.execute(said.select("answer", "line", "outcome", "note", "answered_at"))
    return {
        "steps": orders.history(records, operation, order),
        "lists": papers.lists(records, operation, one),
        "answers": [
            {**line, "file": files[line["answer"]].file, "answered_at": line["answered_at"].replace(tzinfo=UTC)}
            for line in sorted(lines.to_pylist(), key=lambda line: (line["answered_at"], line["line"]))
        ],
    }


def _decided(visit: Visit, name: str) -> dict[str, Any]:
    """The judgement of the name, and what people decided of it."""
    records, operation = visit.home.records, visit.operation.name
    judged: dict[str, Judgement] = visit.remember(judged_names, reads=COLLISIONS)
    return {
        "judgement": judged.get(name),
        "exemption": next((row for row in exemptions.rows(records, operation) if row.name == name), None),
        "taking": next((row for row in takings.rows(records, operation) if row.name == name), None),
        "appeal": next((row for row in appeals.rows(records, operation) if row.name == name), None),
    }


def judged_names(visit: Visit) -> dict[str, Judgement]:
    """The judgement of every name of which something is known, those with most at stake first."""
    return {judged.name: judged for judged in judging.judgements(visit.home, visit.operation)}


def _probes(visit: Visit, day: date, name: str) -> list[dict[str, Any]]:
    """Every probe of the name for that day, the newest first."""
    lake = visit.home.lake
    rows = lake.table("probes", visit.operation.name, Span.of(day, 1))
    found = lake.execute(rows.filter(rows.name == name).select(*_PROBE, *_MORE)).to_pylist()
    dated = [{**row, "probed_at": row["probed_at"].replace(tzinfo=UTC)} for row in found]
    return sorted(dated, key=lambda row: row["probed_at"], reverse=True)

"""Weeks before: the group forms, forecasts, finds who would be hit by mistake, and drafts its orders."""

import pyarrow as pa
import pyarrow.compute as pc

from tidegate.dga import catalogue
from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions import finding as collisions
from tidegate.dns.collisions.kinds import LEGITIMATE, POPULAR
from tidegate.dns.orders import plan
from tidegate.drill import popular
from tidegate.drill.stage import OPERATION, Stage, listed
from tidegate.forecast import run as forecast
from tidegate.group import members
from tidegate.group.members import Membership
from tidegate.operation import opening
from tidegate.operation.playbook import read_text
from tidegate.policy import TLP

_MEMBERS = (
    Membership("coordinator", "the registries' association", TLP.RED, ("dns",)),
    Membership("operator", "a university", TLP.AMBER, ("sinkhole",)),
    Membership("analyst", "an antivirus company", TLP.AMBER, ("analysis",)),
    Membership("liaison", "a national CERT", TLP.GREEN),
)


def opens(stage: Stage) -> None:
    """`tidegate init`, `tidegate member add`"""
    text, file = read_text(OPERATION)
    opening.open_operation(stage.records, OPERATION, text, file, stage.span.first, stage.member)
    for joining in _MEMBERS:
        members.add(stage.records, joining, stage.member)
    playbook = stage.operation.playbook
    stage.tell(
        f"{playbook.title}: {len(playbook.registries)} registries run {len(playbook.registry_of_suffix)} suffixes; "
        f"{len(_MEMBERS)} members join"
    )


def forecasts(stage: Stage) -> None:
    """`tidegate forecast`"""
    with stage.narrator.step("forecast"):
        made = forecast.run(stage.lake, stage.operation, stage.span)
        forecast.record(stage.records, OPERATION, made, stage.member)
    total = sum(made.names.values())
    stage.results["names_forecast"] = {"all": total, **made.names}
    each = ", ".join(f"{model} {count:,}" for model, count in made.names.items())
    stage.tell(f"{total:,} names forecast for {stage.span}: {each}")
    stage.promises.equal("every name of every model's days is forecast", dict(made.names), _expected(stage))


def finds_collisions(stage: Stage) -> None:
    """`tidegate collisions`, `tidegate exempt`"""
    known = [site.name for site in stage.operation.playbook.legitimate]
    names = _names(stage)
    owned = popular.owned(names, stage.seed)
    sites = stage.folder / "popular.csv"
    popular.write(sites, popular.ranked([*known, *owned], stage.seed))
    with stage.narrator.step("collisions"):
        collisions.find(stage.lake, stage.operation, [sites])
        found = collisions.rows(stage.lake, OPERATION)
        proposed = exemptions.propose(stage.records, OPERATION, collisions.proposals(found), stage.member)
    for exemption in exemptions.rows(stage.records, OPERATION, exemptions.State.PROPOSED):
        exemptions.accept(stage.records, OPERATION, exemption.name, "coordinator", "somebody's site")
    stage.globe.owners([*known, *owned])
    due = sorted(site for site in known if pc.index(names, site).as_py() >= 0)
    _report(stage, found, proposed, due, owned)


def plans(stage: Stage) -> None:
    """`tidegate plan`"""
    with stage.narrator.step("plan"):
        drafted = plan.run(stage.lake, stage.records, stage.operation, stage.member)
    names = sum(order.names for order in drafted)
    stage.results["orders"] = len(drafted)
    stage.tell(f"{len(drafted)} orders drafted, for {names:,} names")


def _report(
    stage: Stage, found: list[collisions.Collision], proposed: list[str], due: list[str], owned: list[str]
) -> None:
    legitimate = {hit.name: hit for hit in found if hit.kind == LEGITIMATE}
    kinds = {kind: len({hit.name for hit in found if hit.kind == kind}) for kind in collisions.KINDS}
    stage.results["collisions"] = {**kinds, "legitimate_sites": sorted(legitimate), "exempt": len(proposed)}
    each = ", ".join(f"{count} {kind}" for kind, count in kinds.items() if count)
    stage.tell(f"collisions: {each}; {len(proposed)} names are exempt")
    for name, hit in sorted(legitimate.items(), key=lambda item: item[1].day):
        load = f"{hit.load:,.0f} requests" if hit.load is not None else "a load that nobody knows"
        stage.tell(f"  {name}: {load} on {hit.day} ({hit.evidence})")
    stage.promises.equal("the legitimate sites of these days are found", listed(sorted(legitimate)), listed(due))
    popular_hits = {hit.name for hit in found if hit.kind == POPULAR}
    missed = set(owned) - popular_hits
    stage.promises.check("every owned name on the popularity list is found", not missed, f"{len(owned)} owned names")


def _expected(stage: Stage) -> dict[str, int]:
    """How many names each model has over the drill's days, by what the models say of themselves."""
    expected = {}
    for model in stage.operation.playbook.models:
        starts = model.behaviour.starts
        days = sum(starts is None or day >= starts for day in stage.span)
        expected[model.key] = days * catalogue.find(model.family).variant(model.variant).count
    return expected


def _names(stage: Stage) -> pa.ChunkedArray:
    """Every name of the forecast, once, in order."""
    names = stage.lake.table("forecast", OPERATION).select("name").distinct()
    return stage.lake.execute(names.order_by("name"))["name"]

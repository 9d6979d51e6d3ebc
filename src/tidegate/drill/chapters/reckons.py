"""After: what was counted is held against what was true, and the lessons are written down."""

import pyarrow as pa

from tidegate.census.alerts import BAND, FORM
from tidegate.census.kinds import ALL
from tidegate.census.report import Census, take
from tidegate.drill import reckoning, truth
from tidegate.drill.bots import REMOVAL, VARIANTS
from tidegate.drill.reckoning import Reckoning
from tidegate.drill.stage import OPERATION, Stage
from tidegate.drill.troupe import Troupe
from tidegate.group import document, interview, review
from tidegate.group.interview import Question
from tidegate.names.days import midnight
from tidegate.operation import alerts
from tidegate.sinkhole.ingest import Summary

_ENOUGH_BOTS = 5_000
"""Of fewer bots a day's count changes as much by chance as by a removal tool."""
_DAYS_BEFORE = 7
_ANSWERS = {
    Question.WORKED: "Lists weeks ahead, and asking the live DNS instead of believing the answers to our letters.",
    Question.FAILED: "Some registries never answered. One gap was enough for somebody to try.",
    Question.FUTURE: "The playbook with its directory of registries, and this drill.",
}


def counts(stage: Stage, troupe: Troupe, summary: Summary) -> None:
    """`tidegate census`"""
    with stage.narrator.step("census"):
        census = take(stage.lake, OPERATION)
    with stage.narrator.step("reckoning"):
        deeds = truth.read(troupe.diary)
        sightings = stage.lake.execute(stage.lake.table("sightings", OPERATION))
        reckoned = reckoning.reckon(deeds, sightings, midnight(stage.span.first).replace(tzinfo=None))
        _hold_journal(stage, troupe, reckoned, summary)
        _hold_census(stage, census, deeds)


def looks_at_alerts(stage: Stage) -> None:
    """`tidegate alerts`"""
    raised = alerts.rows(stage.records, OPERATION)
    band = [(alert.day, alert.subject) for alert in raised if alert.rule == BAND]
    stage.results["alerts"] = [f"{alert.day} {alert.text}" for alert in raised]
    stage.results["population_alerts"] = [f"{day} {model}" for day, model in band]
    if stage.bots >= _ENOUGH_BOTS and _is_told(stage):
        stage.promises.equal("the removal tool's day is the one population alert", band, [(REMOVAL, "conficker/a")])
    forms = [alert for alert in raised if alert.rule == FORM]
    stage.promises.check("check-in forms never seen before raise alerts", bool(forms), f"{len(forms)} forms")


def takes_stock(stage: Stage) -> None:
    """`tidegate interview`, `tidegate review`, `tidegate audit verify`"""
    for question, text in _ANSWERS.items():
        interview.answer(stage.records, OPERATION, question, text, stage.operation.label, "coordinator")
    path = stage.home.path / "review.html"
    with stage.narrator.step("review"):
        made = review.review(stage.home, stage.operation, stage.viewer)
        document.write(path, made.html)
        review.record(stage.records, made, stage.member)
    stage.results["briefings"] = [str(briefing) for briefing in stage.briefings]
    stage.results["review"] = str(path)
    stage.tell(f"lessons learned: {path}")
    audit = stage.records.verify()
    stage.promises.check("the record's hash chain is whole", audit.flaw is None, f"{audit.events:,} events")
    if stage.taken:
        after = stage.briefings[1]
        told = stage.taken[0] in after.read_text("utf-8")
        stage.promises.check("the briefing after it names the adversary's name", told, after.name)


def _is_told(stage: Stage) -> bool:
    """Whether the removal's day lies in the drill, late enough to have days before it, and is over."""
    return (REMOVAL - stage.span.first).days >= _DAYS_BEFORE and stage.span.last > REMOVAL


def _hold_journal(stage: Stage, troupe: Troupe, reckoned: Reckoning, summary: Summary) -> None:
    stage.results["sightings"] = vars(reckoned) | {"drops": dict(summary.drops), "damage": list(summary.damage)}
    stage.results["sent"] = dict(sorted(troupe.tally.items())) | {"look-ups": troupe.look_ups}
    stage.tell(
        f"{reckoned.sent:,} requests sent, {reckoned.answered:,} answered, {reckoned.journaled:,} journaled, "
        f"{reckoned.lost:,} lost"
    )
    promises = stage.promises
    promises.equal("every answered request is journaled", reckoned.lost, 0)
    promises.equal("every request is answered", reckoned.answered, reckoned.sent)
    promises.equal("nothing is journaled that was not sent", reckoned.invented, 0)
    promises.equal("every check-in is taken for the variant that sent it", reckoned.misjudged, 0)
    promises.equal("the journal has no damage", len(summary.damage), 0)
    dropped = sum(summary.drops.values())
    promises.equal("what is no request is dropped and counted", dropped, reckoned.dropped_on_purpose)


def _hold_census(stage: Stage, census: Census, deeds: pa.Table) -> None:
    """The census counts addresses, and has to count them right; machines are another thing, and are told beside."""
    family = stage.operation.playbook.models[0].family
    true = reckoning.addresses(deeds, stage.span.first)
    models = {f"{family}/{variant}": variant for variant in VARIANTS} | {ALL: ALL}
    found = {(row.at, models.get(row.model, row.model)): row.addresses for row in census.daily}
    wrong = {key for key in found.keys() | true.keys() if found.get(key) != true.get(key)}
    stage.promises.equal("the census counts each day's addresses right", len(found) - len(wrong), len(true))
    machines = reckoning.machines(deeds, stage.span.first)
    everybody = {str(day): (true[day, ALL], machines[day, ALL]) for day, variant in sorted(true) if variant == ALL}
    footprint = max((row.addresses for row in census.footprint if row.model == ALL), default=0)
    ever = len(reckoning.heard(deeds)["machine"].unique())
    stage.results["census"] = {
        "footprint_addresses": footprint,
        "machines_heard": ever,
        "machines_simulated": stage.bots,
        "daily_addresses_and_machines": everybody,
    }
    stage.tell(
        f"footprint {footprint:,} addresses, of {ever:,} machines that were heard: over weeks, {footprint / ever:.1f} "
        "addresses for each (DHCP)"
    )
    last, (addresses, there) = list(everybody.items())[-1]
    stage.tell(f"{last}: {addresses:,} addresses, {there:,} machines behind them (NAT)")

"""The weekly call: what came in is brought into the lake, alerts are raised, and the briefing is written."""

from datetime import date

from tidegate.census.alerts import raise_alerts
from tidegate.dns.collisions import exemptions
from tidegate.dns.orders import life as orders
from tidegate.dns.orders.life import State
from tidegate.drill.stage import OPERATION, Stage
from tidegate.group import briefing, decisions, document
from tidegate.names.days import ONE_DAY, parse_week, week_of
from tidegate.operation import alerts
from tidegate.sinkhole import ingest as journals


def takes_in(stage: Stage) -> journals.Summary:
    """`tidegate ingest`, and the census looks for what changed"""
    with stage.narrator.step("ingest"):
        summary = journals.ingest(stage.home, OPERATION, exempt=exemptions.accepted(stage.records, OPERATION))
    with stage.narrator.step("alerts"):
        new = raise_alerts(stage.home, stage.operation, stage.member)
    raised = {alert.alert: alert for alert in alerts.rows(stage.records, OPERATION)}
    for id in new:
        stage.tell(f"alert for {raised[id].day}: {raised[id].text}")
    return summary


def proposes(stage: Stage) -> None:
    """`tidegate decide propose`: what is to be done about those who refused, unless somebody objects by tomorrow."""
    refused = sorted(
        {order.registry for order in orders.rows(stage.records, OPERATION) if order.state is State.REFUSED}
    )
    now = stage.clock.now()
    text = f"Write again to those who refused ({', '.join(refused)}), with what the probe found under their suffixes."
    made = decisions.propose(
        stage.records, stage.operation, text, now=now, deadline=now + ONE_DAY, actor="coordinator", subgroup="dns"
    )
    stage.tell(f"proposed, to be decided tomorrow: {made.text}")


def decides(stage: Stage) -> None:
    """`tidegate decide take`: nobody objected"""
    now = stage.clock.now()
    for decision in decisions.rows(stage.records, OPERATION):
        if decision.state(now) is decisions.State.DUE:
            decisions.take(stage.records, OPERATION, decision.id, now, "coordinator")
            stage.tell(f"decided: {decision.id}")


def briefs(stage: Stage, day: date) -> None:
    """`tidegate brief`: for the week that holds `day`."""
    week = week_of(day)
    path = stage.home.path / f"brief-{week}.html"
    with stage.narrator.step("briefings"):
        made = briefing.brief(stage.home, stage.operation, parse_week(week), stage.viewer)
        document.write(path, made.html)
        briefing.record(stage.records, made, stage.member)
    stage.briefings.append(path)
    stage.tell(f"briefing for {week}: {path}")

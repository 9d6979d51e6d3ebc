"""The weekly call: what came in is brought into the lake, alerts are raised, and the briefing is written."""

from datetime import date

from tidegate.census.alerts import raise_alerts
from tidegate.dns import exemptions
from tidegate.drill.stage import OPERATION, Stage
from tidegate.group import briefing, document
from tidegate.names.days import parse_week, week_of
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

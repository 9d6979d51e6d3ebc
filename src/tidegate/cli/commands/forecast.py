"""`tidegate forecast`: every rendezvous of an operation over a horizon, into the lake."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import report
from tidegate.cli.progress import progress
from tidegate.names.days import Span, parse_day

if TYPE_CHECKING:
    from tidegate.forecast.run import Summary

PANEL = "Analysis"


def register(app: typer.Typer) -> None:
    app.command("forecast", rich_help_panel=PANEL)(forecast)


def forecast(
    operation: OperationArgument,
    days: Annotated[
        int | None, typer.Option("--days", metavar="N", help="How many days, or else the playbook's horizon.")
    ] = None,
    first: Annotated[
        date | None,
        typer.Option("--from", metavar="YYYY-MM-DD", parser=parse_day, help="First UTC day, or else the operation's."),
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Threads, or else one a processor.")] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Forecast every rendezvous of an operation, day by day. Killed, it simply runs again: finished days are kept."""
    from tidegate.cli.gate import opened
    from tidegate.forecast.run import run
    from tidegate.policy import Action
    from tidegate.store import Draft

    found = opened(home, operation, member, Action.DECIDE, "the forecast")
    span = Span.of(first or found.first, days if days is not None else found.playbook.horizon.days)
    with progress("days", len(span)) as advance:
        summary = run(home.lake, found, span, workers=workers, progress=advance)
    if summary.written:
        home.records.append(member, [Draft("forecast.made", operation, _body(summary))])
    rows = [{"model": model, "names": names} for model, names in summary.names.items()]
    report(rows, as_json=json, columns=["model", "names"])
    total, days_made = sum(summary.names.values()), f"{summary.written} days made, {summary.kept} kept"
    typer.echo(f"{total:,} names, {summary.span}: {days_made}", err=True)


def _body(summary: "Summary") -> dict[str, object]:
    span = summary.span
    return {
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "names": dict(summary.names),
        "written": summary.written,
    }

"""`tidegate forecast`: every rendezvous of an operation over a horizon, into the lake."""

from datetime import date
from typing import Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import report
from tidegate.cli.progress import progress
from tidegate.names.days import Span, parse_day

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
    from tidegate.forecast.run import record, run
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.DECIDE, "the forecast")
    span = Span.of(first or found.first, days if days is not None else found.playbook.horizon.days)
    with progress("days", len(span)) as advance:
        summary = run(home.lake, found, span, workers=workers, progress=advance)
    record(home.records, operation, summary, member)
    rows = [{"model": model, "names": names} for model, names in summary.names.items()]
    report(rows, as_json=json, columns=["model", "names"])
    total, days_made = sum(summary.names.values()), f"{summary.written} days made, {summary.kept} kept"
    typer.echo(f"{total:,} names, {summary.span}: {days_made}", err=True)

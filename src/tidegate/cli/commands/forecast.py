"""`tidegate forecast`: every rendezvous of an operation over a horizon, into the lake."""

from collections import Counter
from datetime import date
from functools import partial
from typing import Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import report
from tidegate.cli.progress import progress
from tidegate.names.days import Span, parse_day

PANEL = "Analysis"
LOCAL_ENGINE = "local"


def register(app: typer.Typer) -> None:
    app.command("forecast", rich_help_panel=PANEL)(forecast)


def _engine(text: str) -> str:
    from tidegate.forecast.spark import address

    try:
        if text != LOCAL_ENGINE:
            address(text)
    except ValueError as error:
        raise typer.BadParameter(f"{error}, nor is it {LOCAL_ENGINE!r}") from None
    return text


def forecast(
    operation: OperationArgument,
    days: Annotated[
        int | None, typer.Option("--days", metavar="N", help="How many days, or else the playbook's horizon.")
    ] = None,
    first: Annotated[
        date | None,
        typer.Option("--from", metavar="YYYY-MM-DD", parser=parse_day, help="First UTC day, or else the operation's."),
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            metavar="local|spark://HOST:PORT", parser=_engine, help="This process, or the workers of a Spark master."
        ),
    ] = LOCAL_ENGINE,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Threads, or else one a processor; with Spark, processors at most.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Forecast every rendezvous of an operation, day by day. Killed, it simply runs again: finished days are kept."""
    from tidegate.cli.gate import opened
    from tidegate.forecast import spark
    from tidegate.forecast.run import record, run
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.DECIDE, "the forecast")
    span = Span.of(first or found.first, days if days is not None else found.playbook.horizon.days)
    make = None if engine == LOCAL_ENGINE else spark.engine(engine, workers, partial(typer.echo, err=True))
    with progress("days", len(span)) as advance:
        summary = run(home.lake, found, span, engine=make, workers=workers, progress=advance)
    record(home.records, operation, summary, member)
    columns = {"names": summary.names, "distinct": summary.distinct}
    if summary.left_out:
        columns["left_out"] = Counter(summary.left_out)
    rows = [{"model": model, **{name: of[model] for name, of in columns.items()}} for model in summary.names]
    report(rows, as_json=json, columns=["model", *columns])
    names, distinct, left_out = (sum(of.values()) for of in (summary.names, summary.distinct, summary.left_out))
    days_made = f"{summary.written} days made, {summary.kept} kept"
    typer.echo(f"{names:,} names ({distinct:,} distinct), {summary.span}: {days_made}", err=True)
    if left_out:
        typer.echo(f"left out {left_out:,} that are no hosts' names: nobody can register them", err=True)

"""`tidegate probe`: what does the live DNS say about a day's names?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, DayOption, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import facts, report

if TYPE_CHECKING:
    from tidegate.dns.probe.session import Summary

PANEL = "DNS"
_DOUBTS = 5
"""How many reasons for the verdict `unknown` are told."""


def register(app: typer.Typer) -> None:
    app.command("probe", rich_help_panel=PANEL)(probe)


def probe(
    operation: OperationArgument,
    day: DayOption,
    resolver: Annotated[str, typer.Option(metavar="HOST:PORT", help="The resolver to ask; port 53 if none is given.")],
    rate: Annotated[float, typer.Option(min=0.1, help="Questions a second, retries included.")] = 1000,
    suffix: Annotated[
        list[str] | None, typer.Option(help="Only names under this suffix; may be given more than once.")
    ] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="Only so many names, drawn at random.")] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Ask a resolver for a day's names and give a verdict on each; a gap that an outsider holds becomes an alert.

    A probe can be noticed: the operation's PAP label decides whether it is allowed. An interrupted probe goes on where
    it stopped when the same command is given again.
    """
    from tidegate.cli.gate import opened
    from tidegate.cli.progress import progress
    from tidegate.dns.alerts import raise_alerts
    from tidegate.dns.coverage.doubts import doubts
    from tidegate.dns.probe.resolver import Resolver
    from tidegate.dns.probe.session import Session, Wanted
    from tidegate.names.days import Span
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.PROBE, "the names")
    session = Session(home, found, Wanted(day, Resolver.parse(resolver), tuple(suffix or ()), sample, rate), member)
    if session.resumed:
        typer.echo(f"going on: {session.resumed:,} of {session.total:,} names were asked for before", err=True)
    with progress(f"probe {day}", session.total) as bar:
        bar(session.resumed)
        try:
            summary = session.run(bar)
        except KeyboardInterrupt:
            typer.echo("interrupted: what was asked is kept, and the same command goes on from there", err=True)
            raise
    new = raise_alerts(home, found, member, Span.of(day, 1))
    for warning in _warnings(summary):
        typer.echo(f"warning: {warning}", err=True)
    why = doubts(home.lake, found, day, _DOUBTS)
    if json:
        facts({**_values(summary), "unknown_because": why, "alerts": new}, as_json=True)
    else:
        _tell(summary, why, new)


def _tell(summary: "Summary", why: dict[str, int], new: list[str]) -> None:
    from tidegate.names.figures import plural

    typer.echo(_answer(summary))
    report([{"verdict": verdict, "names": count} for verdict, count in summary.verdicts.items()], as_json=False)
    for reason, count in why.items():
        typer.echo(f"unknown {count:,} times: {reason}")
    typer.echo(f"{summary.questions:,} questions, {summary.strays:,} stray answers; {plural(len(new), 'new alert')}")


def _answer(summary: "Summary") -> str:
    from tidegate.dns.coverage.interval import wilson
    from tidegate.names.figures import percent

    seen = f"{summary.denied:,} of {summary.names:,} names ({percent(summary.denied / summary.names)}) are denied"
    answer = f"{summary.day}: {seen}, by what {summary.resolver} says"
    if summary.names == summary.of:
        return answer
    low, high = wilson(summary.denied, summary.names)
    return f"{answer}; of all {summary.of:,} names {percent(low)} to {percent(high)} (95 % interval)"


def _warnings(summary: "Summary") -> Iterator[str]:
    controls = summary.controls
    if controls.invented:
        addresses = ", ".join(sorted(controls.invented))
        yield f"{summary.resolver} answers {addresses} for names that cannot exist; such an answer proves nothing"
    for suffix, found in sorted(controls.wildcards.items()):
        yield f"{suffix} answers every name with {', '.join(sorted(found))}; such a name counts as not registered"


def _values(summary: "Summary") -> dict[str, object]:
    from tidegate.dns.coverage.interval import wilson

    values = {key: value for key, value in vars(summary).items() if key != "controls"}
    return {
        **values,
        "denied": summary.denied,
        "denied_interval_95": wilson(summary.denied, summary.names) if summary.names < summary.of else None,
        "invented": sorted(summary.controls.invented),
        "wildcards": {suffix: sorted(found) for suffix, found in summary.controls.wildcards.items()},
    }

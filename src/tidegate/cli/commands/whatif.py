"""`tidegate whatif`: what would a bot reach if registries answered otherwise?"""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, DayOption, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import report

if TYPE_CHECKING:
    from tidegate.dns.coverage.whatif import Outlook

PANEL = "Proof"
_COLUMNS = ("day", "model", "gaps", "exposure", "bots", "gaps_then", "exposure_then", "bots_then")


def register(app: typer.Typer) -> None:
    app.command("whatif", rich_help_panel=PANEL)(whatif)


def whatif(
    operation: OperationArgument,
    day: DayOption,
    days: Annotated[int, typer.Option(min=1, help="How many days, from --date on.")] = 1,
    refuse: Annotated[
        list[str] | None, typer.Option("--refuse", metavar="REGISTRY", help="It denies none of its names. Repeatable.")
    ] = None,
    act: Annotated[
        list[str] | None, typer.Option("--act", metavar="REGISTRY", help="It denies all of its names. Repeatable.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Say what bots would reach if some registries refused and others acted, beside what they can reach now."""
    from tidegate.cli.gate import opened
    from tidegate.dns.coverage.cells import cells
    from tidegate.dns.coverage.whatif import answered, outlooks
    from tidegate.errors import TidegateError
    from tidegate.names.days import Span
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.READ, "the exposure")
    refusing, acting = ({found.playbook.registry(id).id for id in listed or ()} for listed in (refuse, act))
    if both := refusing & acting:
        raise typer.BadParameter(f"{', '.join(sorted(both))} cannot refuse and act at once")
    if not refusing | acting:
        raise typer.BadParameter("say who would --refuse or --act")
    now = cells(home.lake, home.records, found, Span.of(day, days))
    if not now:
        raise TidegateError(f"{operation} has no forecast for {Span.of(day, days)}: nothing to expose")
    rows = outlooks(now, answered(now, refusing, acting))
    report([vars(row) if json else _line(row) for row in rows], as_json=json, columns=_COLUMNS)
    if not json:
        typer.echo(str(found.label))


def _line(row: "Outlook") -> dict[str, Any]:
    from tidegate.names.figures import about, percent

    values = vars(row)
    shares = {key: percent(values[key]) for key in ("exposure", "exposure_then")}
    return {**values, **shares, **{key: about(values[key]) for key in ("bots", "bots_then")}}

"""`tidegate gaps`: which of a day's names can the adversary still get?"""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, DayOption, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import report

if TYPE_CHECKING:
    from tidegate.dns.coverage.gaps import Gap

PANEL = "Proof"
_COLUMNS = ("name", "registry", "why", "a_bot_tries_it", "bots", "evidence")


def register(app: typer.Typer) -> None:
    app.command("gaps", rich_help_panel=PANEL)(gaps)


def gaps(
    operation: OperationArgument,
    day: DayOption,
    limit: Annotated[int, typer.Option(min=1, help="How many of the worst to list.")] = 20,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """List the names of a day that the adversary can still get, the worst first, with the evidence.

    First those that an outsider holds; then those that are open, by how many bots they would gain the adversary; last
    those that are said to be done and not proved. Such names are for few: the list is TLP:AMBER+STRICT at least.
    """
    from tidegate.cli.gate import opened
    from tidegate.dns.coverage import gaps as dns
    from tidegate.errors import TidegateError
    from tidegate.operation import clearance
    from tidegate.policy import Action, require

    found = opened(home, operation, member, Action.READ, "the gaps")
    label = dns.label(found)
    require(clearance.viewer(home.records, member), Action.READ, label, f"the open names of {operation}")
    if day not in home.lake.days("forecast", operation):
        raise TidegateError(f"{operation} has no forecast for {day}: no gaps are known")
    worst = dns.gaps(home.lake, home.records, found, day, limit)
    if json:
        report([vars(gap) for gap in worst], as_json=True)
        return
    counts = dns.reasons(home.lake, home.records, found, day)
    typer.echo(f"{day}: {sum(counts.values()):,} names are open or not proved to be denied")
    report([{"why": why, "names": count} for why, count in counts.items()], as_json=False)
    typer.echo()
    report([_line(gap) for gap in worst], as_json=False, title=f"The {len(worst)} worst", columns=_COLUMNS)
    typer.echo(str(label))


def _line(gap: "Gap") -> dict[str, Any]:
    from tidegate.names.figures import about, moment, percent

    evidence = f"{gap.reason} ({gap.verdict}, {moment(gap.probed_at)})" if gap.verdict else "not probed"
    return {
        "name": gap.name,
        "registry": gap.registry or "no registry",
        "why": gap.why.value,
        "a_bot_tries_it": percent(gap.share),
        "bots": about(gap.bots),
        "evidence": evidence,
    }

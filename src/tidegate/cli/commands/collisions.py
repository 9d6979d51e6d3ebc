"""`tidegate collisions`: which rendezvous are somebody's real names."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import report

if TYPE_CHECKING:
    from tidegate.dns.collisions.finding import Collision

PANEL = "Collisions"
COLUMNS = ("day", "name", "model", "kind", "requests_a_day", "exemption", "evidence")
_FLAWS_SHOWN = 5


def register(app: typer.Typer) -> None:
    app.command("collisions", rich_help_panel=PANEL)(collisions)


def collisions(
    operation: OperationArgument,
    popular: Annotated[
        list[Path] | None,
        typer.Option("--popular", metavar="FILE", help="A popularity list: rank,domain or a host a line, also .gz."),
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence", metavar="SOURCE=WHAT", help="What else to look in, such as zone=com.txt.gz; repeat it."
        ),
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Find the rendezvous that are real sites, public suffixes or two models' at once, and propose to exempt them.

    The surest come first, then those whose owner would get the most requests. What was proposed before is not proposed
    again; `tidegate exempt` decides.
    """
    from tidegate.cli.gate import opened
    from tidegate.dns.collisions import exemptions
    from tidegate.dns.collisions import finding as dns
    from tidegate.dns.collisions.judging import judgements
    from tidegate.dns.collisions.risk import Risk
    from tidegate.dns.collisions.sources.operation import of_both
    from tidegate.policy import Action

    asked = opened(home, operation, member, Action.READ, "the collisions")
    given = _given(evidence or [])
    for other in given.get("operation", ()):
        of_both(asked, opened(home, other, member, Action.READ, "the forecast"))
    found = dns.find(home.lake, asked, popular or [], given=given)
    for flaw in found.flaws[:_FLAWS_SHOWN]:
        typer.echo(f"left out: {flaw}", err=True)
    if len(found.flaws) > _FLAWS_SHOWN:
        typer.echo(f"left out: {len(found.flaws) - _FLAWS_SHOWN} more lines", err=True)
    rows = dns.rows(home.lake, operation)
    owned = {each.name for each in judgements(home, asked) if each.risk is Risk.OWNED}
    new = exemptions.propose(home.records, operation, dns.proposals(rows, owned), member)
    states = {exemption.name: str(exemption.state) for exemption in exemptions.rows(home.records, operation)}
    report([_row(row, states) for row in rows], as_json=json, columns=COLUMNS)
    counts = Counter(row.kind for row in rows)
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in dns.KINDS if counts[kind]) or "none"
    typer.echo(f"{len(rows)} collisions: {kinds}; {len(new)} names newly proposed for exemption", err=True)


def _given(evidence: list[str]) -> dict[str, list[str]]:
    """What each source is to look in."""
    given: dict[str, list[str]] = {}
    for text in evidence:
        source, separator, what = text.partition("=")
        if not separator or not what:
            raise typer.BadParameter(f"write {text!r} as SOURCE=WHAT", param_hint="--evidence")
        given.setdefault(source, []).append(what)
    return given


def _row(row: "Collision", states: dict[str, str]) -> dict[str, object]:
    return {
        "day": row.day,
        "name": row.name,
        "model": f"{row.family}/{row.variant}",
        "kind": row.kind,
        "requests_a_day": row.load,
        "exemption": states.get(row.name, ""),
        "evidence": row.evidence,
    }

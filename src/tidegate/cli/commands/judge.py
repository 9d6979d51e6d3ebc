"""`tidegate judge`: what to do with each name of which something is known, and why."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import report

if TYPE_CHECKING:
    from tidegate.dns.collisions.risk import Judgement

PANEL = "Collisions"
COLUMNS = ("name", "risk", "disposition", "reasons")


def register(app: typer.Typer) -> None:
    app.command("judge", rich_help_panel=PANEL)(judge)


def judge(
    operation: OperationArgument,
    name: Annotated[str | None, typer.Argument(help="Only this rendezvous.")] = None,
    risk: Annotated[str | None, typer.Option("--risk", metavar="CLASS", help="Only names of this class.")] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Say of every name with evidence how risky it is to touch, what to do with it, and why.

    For all other names that is what their registry is asked to do.
    """
    from tidegate.cli.gate import opened
    from tidegate.dns.collisions.judging import judgements
    from tidegate.dns.collisions.risk import Risk
    from tidegate.errors import UnknownNameError
    from tidegate.names.domain import normalise
    from tidegate.policy import Action

    if risk is not None and risk not in list(Risk):
        raise UnknownNameError("class of risk", risk, Risk)
    asked = opened(home, operation, member, Action.READ, "the collisions")
    wanted = None if name is None else normalise(name)
    found = [each for each in judgements(home, asked) if wanted in (None, each.name) and risk in (None, each.risk)]
    report([_row(each, as_text=not json) for each in found], as_json=json, columns=COLUMNS)
    counts = Counter(str(each.disposition) for each in found)
    typer.echo(", ".join(f"{count:,} {disposition}" for disposition, count in counts.most_common()), err=True)


def _row(judgement: "Judgement", as_text: bool) -> dict[str, object]:
    row = {**vars(judgement), "risk": str(judgement.risk), "disposition": str(judgement.disposition)}
    return {**row, "reasons": "; ".join(judgement.reasons)} if as_text else row

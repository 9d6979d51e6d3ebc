"""`tidegate exempt`: decide which rendezvous nobody may be asked to touch."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import facts, report

if TYPE_CHECKING:
    from tidegate.dns.collisions.exemptions import Exemption

PANEL = "Collisions"
COLUMNS = ("name", "state", "days", "reasons", "proposed_by", "decided_by", "decided_at", "decision")


class Verb(StrEnum):
    """What can be done with an exemption."""

    LIST = "list"
    PROPOSE = "propose"
    ACCEPT = "accept"
    REJECT = "reject"


def register(app: typer.Typer) -> None:
    app.command("exempt", rich_help_panel=PANEL)(exempt)


def exempt(
    operation: OperationArgument,
    verb: Annotated[Verb, typer.Argument(help="What to do.")] = Verb.LIST,
    name: Annotated[str | None, typer.Argument(help="The rendezvous, for all but `list`.")] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; `propose` and `reject` need it.")] = "",
    state: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help="List only those proposed, accepted or rejected.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """List the exemptions, or propose, accept or reject one; an accepted one is never in a block list again."""
    from tidegate.cli.gate import opened
    from tidegate.dns.collisions import exemptions
    from tidegate.policy import Action

    action = Action.READ if verb is Verb.LIST else Action.DECIDE
    opened(home, operation, member, action, "the exemptions")
    if verb is Verb.LIST:
        found = exemptions.rows(home.records, operation, state)
        report([_row(exemption) for exemption in found], as_json=json, columns=COLUMNS)
        return
    if name is None:
        raise typer.BadParameter(f"{verb} needs a name", param_hint="NAME")
    if verb is Verb.PROPOSE:
        from tidegate.dns.collisions.finding import days_of

        proposal = exemptions.Proposal(name, days_of(home.lake, operation, name), reason)
        exemptions.propose(home.records, operation, [proposal], member)
    elif verb is Verb.ACCEPT:
        exemptions.accept(home.records, operation, name, member, reason)
    else:
        exemptions.reject(home.records, operation, name, member, reason)
    facts(_row(exemptions.get(home.records, operation, name)), as_json=json)


def _row(exemption: "Exemption") -> dict[str, object]:
    values = vars(exemption)
    return {column: values[column] for column in COLUMNS}

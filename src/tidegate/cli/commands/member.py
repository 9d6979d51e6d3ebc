"""`tidegate member`: who works here, and what they may read."""

from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption
from tidegate.cli.output import facts, report
from tidegate.policy import TLP

if TYPE_CHECKING:
    from tidegate.group.members import Member

PANEL = "Group"


def register(app: typer.Typer) -> None:
    member = typer.Typer(no_args_is_help=True, help="Members: organisation, subgroups, clearance.")
    member.command("add")(add)
    member.command("list")(show)
    app.add_typer(member, name="member", rich_help_panel=PANEL)


def add(
    name: Annotated[str, typer.Argument(metavar="MEMBER", help="What to call the member.")],
    organisation: Annotated[str, typer.Option("--organisation", metavar="NAME", help="Whom the member works for.")],
    clearance: Annotated[
        TLP, typer.Option("--tlp", metavar="LEVEL", parser=TLP.parse, help="The strictest TLP the member may read.")
    ],
    subgroup: Annotated[
        list[str] | None, typer.Option("--subgroup", metavar="NAME", help="A subgroup; may be repeated.")
    ] = None,
    compartment: Annotated[
        list[str] | None, typer.Option("--compartment", metavar="NAME", help="A need to know; may be repeated.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Make somebody a member, or change a membership. Nobody gives a clearance that they do not have."""
    from tidegate.group import members

    joins = members.Membership(name, organisation, clearance, tuple(subgroup or ()), tuple(compartment or ()))
    facts(_row(members.add(home.records, joins, member)), as_json=json)


def show(
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """List the members."""
    from tidegate.group import members
    from tidegate.operation import clearance
    from tidegate.policy import Action, require

    require(clearance.viewer(home.records, member), Action.READ, members.ROSTER, "the members")
    report([_row(found) for found in members.rows(home.records)], as_json=json, title="members")


def _row(member: "Member") -> dict[str, object]:
    return {
        "member": member.member,
        "organisation": member.organisation,
        "subgroups": list(member.subgroups),
        "clearance": str(member.clearance),
        "compartments": list(member.compartments),
        "since": member.since.isoformat(timespec="seconds"),
    }

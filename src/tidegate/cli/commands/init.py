"""`tidegate init`: open an operation from a playbook."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption
from tidegate.cli.output import facts
from tidegate.names.days import parse_day

if TYPE_CHECKING:
    from tidegate.operation.model import Operation

PANEL = "Start"


def register(app: typer.Typer) -> None:
    app.command("init", rich_help_panel=PANEL)(init)


def init(
    name: Annotated[str, typer.Argument(help="What to call the operation.")],
    playbook: Annotated[
        str, typer.Option("--playbook", metavar="NAME|FILE", help="A bundled playbook, or the path of your own.")
    ],
    first: Annotated[
        date, typer.Option("--from", metavar="YYYY-MM-DD", parser=parse_day, help="The operation's first UTC day.")
    ],
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Open an operation from a playbook; a playbook that is wrong is refused with file, line, key and reason."""
    from tidegate.operation import clearance, opening
    from tidegate.operation.playbook import parse, read_text
    from tidegate.policy import Action, require

    text, file = read_text(playbook)
    if clearance.has_members(home.records) or member != LOCAL:
        asker = clearance.viewer(home.records, member)
        require(asker, Action.DECIDE, parse(text, file).label, f"the opening of {name}")
    operation = opening.open_operation(home.records, name, text, file, first, member)
    facts(_opened(operation, file), as_json=json)


def _opened(operation: "Operation", file: str) -> dict[str, object]:
    playbook = operation.playbook
    return {
        "operation": operation.name,
        "playbook": f"{playbook.title} ({file})",
        "label": str(operation.label),
        "days": str(operation.span),
        "models": [model.key for model in playbook.models],
        "registries": len(playbook.registries),
        "of_the_directory": [one.id for one in playbook.registries if one.origin == "directory"],
        "suffixes": len(playbook.registry_of_suffix),
        "legitimate_sites": len(playbook.legitimate),
        "subgroups": list(playbook.subgroups),
    }

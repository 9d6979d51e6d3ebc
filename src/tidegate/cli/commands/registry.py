"""`tidegate registry`: who runs which suffix, how they are reached, and what they can do."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import facts, report

if TYPE_CHECKING:
    from tidegate.operation.amending import Changes
    from tidegate.operation.directory.lookup import Answer
    from tidegate.operation.model import Playbook, Registry
    from tidegate.store import Home

PANEL = "Orders"
COLUMNS = ("registry", "name", "suffixes", "action", "channel", "legal_basis", "clearance", "time_zone", "origin")
NOBODY = "-"


def register(app: typer.Typer) -> None:
    registry = typer.Typer(no_args_is_help=True, help="Registries: who runs which suffix, and what they can do.")
    registry.command("list")(show_all)
    registry.command("show")(show)
    registry.command("amend")(amend)
    app.add_typer(registry, name="registry", rich_help_panel=PANEL)


def show_all(
    operation: Annotated[
        str | None, typer.Argument(help="The operation; left out: everybody in the directory.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """List the registries of an operation, with all amendments, or everybody in the directory."""
    from tidegate.operation.directory.lookup import registries

    found = registries(_playbook(home, operation or NOBODY, member))
    report([_row(one) for one in found], as_json=json, columns=COLUMNS, brief=("name", "suffixes"))


def show(
    operation: Annotated[str, typer.Argument(help="The operation, or - for the directory alone.")],
    meant: Annotated[str, typer.Argument(metavar="REGISTRY", help="A registry's id, a suffix, or a name.")],
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Say who a registry is, or who runs a suffix, or whom to ask about a name."""
    from tidegate.operation.amending import history
    from tidegate.operation.directory.lookup import look_up

    found = look_up(meant, _playbook(home, operation, member))
    amendments = [] if operation == NOBODY else list(history(home.records, operation, found.registry.id))
    facts(
        {
            **_facts(found, home),
            "amended": [
                f"{one.at:%Y-%m-%d} by {one.actor}: {', '.join(one.changes)} ({one.file})" for one in amendments
            ],
        },
        as_json=json,
    )


def amend(
    operation: OperationArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TOML file: a table of [registries] for each.")],
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Put on the record what has changed of registries: a contact, what they can do, what they need to act."""
    from tidegate.cli.gate import opened
    from tidegate.operation import amending
    from tidegate.operation.toml.file import text_of
    from tidegate.policy import Action

    playbook = opened(home, operation, member, Action.DECIDE, "the registries").playbook
    changes = amending.parse(playbook, text_of(file), str(file))
    amending.amend(home.records, operation, changes, str(file), member)
    report(_changed(playbook, changes), as_json=json)


def _playbook(home: "Home", operation: str, member: str) -> "Playbook | None":
    from tidegate.cli.gate import opened
    from tidegate.policy import Action

    return None if operation == NOBODY else opened(home, operation, member, Action.READ, "the registries").playbook


def _row(registry: "Registry") -> dict[str, Any]:
    row = {"registry": registry.id, **vars(registry), "clearance": _clearance(registry)}
    return {key: row[key] for key in COLUMNS}


def _facts(found: "Answer", home: "Home") -> dict[str, Any]:
    from tidegate.operation.directory.office import at_work, local
    from tidegate.operation.directory.services import rdap_base, whois_host

    registry = found.registry
    there = "at work" if at_work(registry, home.now()) else "not at work"
    return {
        "registry": registry.id,
        "name": registry.name,
        "kind": "operator of zones: asked for single hosts" if registry.per_host else "registry",
        "suffixes": list(registry.suffixes),
        "suffix": found.suffix,
        "asked_for": "names below it, never itself" if found.whole else "this name",
        "action": registry.action,
        "can": list(registry.can),
        "channel": registry.channel,
        "contact": registry.contact,
        "formats": list(registry.formats),
        "lead_days": registry.lead_days,
        "legal_basis": registry.legal_basis,
        "clearance": _clearance(registry),
        "time_zone": registry.time_zone,
        "now_there": f"{local(registry, home.now()):%Y-%m-%d %H:%M %a}, {there}",
        "rdap": rdap_base(registry, found.suffix),
        "whois": whois_host(registry, found.suffix),
        "origin": registry.origin,
    }


def _clearance(registry: "Registry") -> str:
    return "none: nothing is sent" if registry.clearance is None else str(registry.clearance)


def _changed(playbook: "Playbook", changes: "Changes") -> list[dict[str, Any]]:
    from tidegate.operation.directory.keeping import to_json

    before = {id: to_json(playbook.registry(id)) for id in changes}
    return [
        {"registry": id, "key": key, "before": before[id][key], "after": value}
        for id, values in changes.items()
        for key, value in values.items()
    ]

"""`tidegate export`: a registry's list in a format that its tools read."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.memory import give_back
from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import facts, report
from tidegate.store.home import Home

if TYPE_CHECKING:
    from tidegate.dns.export.manifest import Manifest
    from tidegate.dns.export.request import Request
    from tidegate.dns.export.signing import Seal
    from tidegate.operation.model import Operation

PANEL = "Orders"
EACH = "each"
PASSPHRASE = "TIDEGATE_PASSPHRASE"
COLUMNS = ("registry", "orders", "names", "undecided", "folder")
_SHOWN = 5


def register(app: typer.Typer) -> None:
    app.command("export", rich_help_panel=PANEL)(export)


def export(
    operation: OperationArgument,
    registry: Annotated[
        str,
        typer.Option(
            "--registry", metavar="REGISTRY", help="Whose list; `each`: everybody's own; `all`: one for yourself."
        ),
    ],
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="csv, list, misp, rpz, stix or zone.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Where the export appears, as a folder of its own.")
    ],
    delta: Annotated[
        bool, typer.Option("--delta", help="Only what changed since the list that was sent last.")
    ] = False,
    send: Annotated[
        bool, typer.Option("--send", help="Record it as sent: its orders too, and the next delta is of this list.")
    ] = False,
    order: Annotated[
        list[str] | None,
        typer.Option("--order", metavar="ORDER", help="Only this order (repeatable); else all that are not refused."),
    ] = None,
    sign: Annotated[
        Path | None, typer.Option("--sign", metavar="KEYFILE", help="Sign the manifest with this OpenPGP secret key.")
    ] = None,
    passphrase: Annotated[
        Path | None,
        typer.Option(
            "--passphrase-file",
            metavar="FILE",
            help=f"The key's passphrase; else it is in {PASSPHRASE}, if it has one.",
        ),
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Write a registry's list, with a manifest, as a new folder; the policy is asked for the registry and for you.

    Exempted names and public suffixes are never in it. All files appear together or not at all.
    """
    give_back()
    from tidegate.dns.export.request import Request
    from tidegate.dns.export.run import export as run
    from tidegate.operation import opening

    opened = opening.get(home.records, operation)
    request = Request(registry, format, delta=delta, send=send, orders=tuple(order or ()))
    if passphrase and not sign:
        raise typer.BadParameter("there is nothing to sign with: name the key (--sign)", param_hint="--passphrase-file")
    seal = _seal(sign, passphrase) if sign else None
    if registry == EACH:
        _export_each(home, opened, request, output, member, seal, json)
        return
    made = run(home, opened, request, output, member, seal)
    _warn("is a collision that nobody has decided", made.manifest.facts.undecided)
    _warn("is withheld for what lies under it", made.manifest.facts.withheld)
    values = made.manifest.as_values()
    facts({"folder": str(made.folder), **(values if json else _short(made.manifest))}, as_json=json)


def _seal(key: Path, passphrase: Path | None) -> "Seal":
    from tidegate.dns.export import signing

    return signing.seal(key, signing.passphrase(passphrase) if passphrase else os.environ.get(PASSPHRASE))


def _export_each(
    home: Home,
    operation: "Operation",
    request: "Request",
    output: Path,
    member: str,
    seal: "Seal | None",
    json: bool,
) -> None:
    from tidegate.dns.export.request import each
    from tidegate.dns.export.run import export_each
    from tidegate.dns.orders import life as orders

    if request.orders:
        raise typer.BadParameter("orders are one registry's: name it", param_hint="--order")
    requests, refused = each(orders.rows(home.records, operation.name), operation, request)
    for id in refused:
        typer.echo(f"left out: {id} is not cleared for {operation.label}", err=True)
    rows = []
    for made in export_each(home, operation, requests, output, member, seal):
        manifest = made.manifest
        undecided = len(manifest.facts.undecided)
        row = (manifest.registry, len(manifest.orders), manifest.facts.names, undecided, str(made.folder))
        rows.append(dict(zip(COLUMNS, row, strict=True)))
    report(rows, as_json=json, columns=COLUMNS)


def _warn(what: str, names: tuple[str, ...]) -> None:
    for name in names[:_SHOWN]:
        typer.echo(f"{name} {what}", err=True)
    if len(names) > _SHOWN:
        typer.echo(f"{len(names) - _SHOWN} more: see the manifest", err=True)


def _short(manifest: "Manifest") -> dict[str, object]:
    changes = {"added": manifest.added, "withdrawn": manifest.withdrawn} if manifest.delta_of is not None else {}
    return {
        "files": [file.name for file in manifest.files],
        "label": str(manifest.label),
        "serial": str(manifest.serial),
        **({"delta_of": str(manifest.delta_of)} if changes else {}),
        "orders": len(manifest.orders),
        "names": manifest.facts.names,
        "rendezvous": manifest.facts.rendezvous,
        **changes,
        "exempted": manifest.facts.exempted,
        "live": f"{manifest.facts.valid_from:%Y-%m-%d %H:%M} to {manifest.facts.valid_until:%Y-%m-%d %H:%M} UTC",
        "sent": manifest.sent,
    }

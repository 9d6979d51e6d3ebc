"""`tidegate verify`: whether an export is what its signer made, for whoever received it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tidegate.cli.options import JsonOption
from tidegate.cli.output import facts

if TYPE_CHECKING:
    from tidegate.dns.export.verification import Verified

PANEL = "Orders"


def register(app: typer.Typer) -> None:
    app.command("verify", rich_help_panel=PANEL)(verify)


def verify(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The export, as it came.")],
    cert: Annotated[
        Path, typer.Option("--cert", metavar="CERT", help="The OpenPGP certificate of whom it should be from.")
    ],
    json: JsonOption = False,
) -> None:
    """Check an export's signature and every file of it, and say what its manifest says. Needs no home."""
    from tidegate.dns.export.verification import verify as run

    found = run(folder, cert)
    facts({**_signer(found), **(found.manifest if json else _short(found.manifest))}, as_json=json)


def _signer(found: "Verified") -> dict[str, Any]:
    signed = found.signed
    return {"signed_by": signed.signer, "fingerprint": signed.fingerprint, "signed_at": signed.at}


def _short(manifest: dict[str, Any]) -> dict[str, Any]:
    label = manifest["label"]
    changes = {key: manifest[key] for key in ("added", "withdrawn") if manifest.get(key) is not None}
    base = {"delta_of": str(manifest["delta_of"])} if manifest.get("delta_of") is not None else {}
    return {
        **{key: manifest[key] for key in ("operation", "registry", "format")},
        "label": " ".join([label["tlp"], label["pap"], *label["compartments"]]),
        "serial": str(manifest["serial"]),
        **base,
        "made_at": manifest["made_at"],
        "live": f"{manifest['valid_from']} to {manifest['valid_until']}",
        **{key: manifest[key] for key in ("orders", "names", "rendezvous")},
        **changes,
        "exempted": manifest["exempted"],
        "files": [entry["name"] for entry in manifest["files"]],
    }

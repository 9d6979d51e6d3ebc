"""`tidegate dga`: the models of domain generation algorithms, their names, and the proof that they are right."""

import typer

from tidegate.cli.commands.dga import authoring, checking, decoding, generating, listing

PANEL = "Analysis"


def register(app: typer.Typer) -> None:
    dga = typer.Typer(no_args_is_help=True, help="Model domain generation algorithms, and prove the models right.")
    dga.command("list")(listing.list_families)
    dga.command("show")(listing.show)
    dga.command("generate")(generating.generate)
    dga.command("check")(checking.check)
    dga.command("decode")(decoding.decode)
    dga.command("new")(authoring.new)
    dga.command("add")(authoring.add)
    app.add_typer(dga, name="dga", rich_help_panel=PANEL)

"""`tidegate dga new` and `tidegate dga add`: a model of one's own, and one from somebody else."""

from pathlib import Path
from typing import Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption
from tidegate.cli.output import facts


def new(
    name: Annotated[str, typer.Argument(help="What to call the family.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Tidegate's source tree, or where the package goes.")
    ] = Path(),
    plugin: Annotated[bool, typer.Option("--plugin", help="Begin a package of its own, which brings it.")] = False,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
) -> None:
    """Begin a family: write its file, its test and a file for its known answers. Nothing is ever written over."""
    from tidegate.dga.beginning import begin

    for path in begin(name, output, plugin=plugin):
        typer.echo(path)


def add(
    file: Annotated[Path, typer.Argument(metavar="FILE.wasm", help="A WebAssembly model.")],
    replace: Annotated[bool, typer.Option("--replace", help="Stand for an older model of the same family.")] = False,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Add a WebAssembly model to the home: copied whole, known by its SHA-256, and put on the record.

    From then on its family is one like any other, for playbooks and forecasts too.
    """
    from tidegate.dga.catalogue import entries
    from tidegate.dga.wasm import shelf
    from tidegate.operation import clearance
    from tidegate.policy import Action, Label, require

    if clearance.has_members(home.records) or member != LOCAL:
        require(clearance.viewer(home.records, member), Action.DECIDE, Label(), "the models")
    added = shelf.add(home, file, entries(), member, replace=replace)
    variants = [variant.name for variant in added.family.variants]
    facts({"family": added.family.name, "variants": variants, "origin": added.origin}, as_json=json)

"""What several commands of `tidegate dga` take."""

from typing import Annotated

import typer

FamilyArgument = Annotated[
    str,
    typer.Argument(help="A family, by its name or an alias, or a WebAssembly model, by its path (FILE.wasm)."),
]

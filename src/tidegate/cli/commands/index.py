"""`tidegate index`: the names of all models over years, for `tidegate identify`."""

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, FamilyOption, HomeOption, IndexOption, JsonOption
from tidegate.cli.output import facts, report
from tidegate.cli.progress import percentage
from tidegate.names.days import Span, parse_day

if TYPE_CHECKING:
    from tidegate.identify.index.manifest import Manifest

PANEL = "Analysis"
WorkersOption = Annotated[int | None, typer.Option(min=1, help="Threads, or else one a processor.")]


def register(app: typer.Typer) -> None:
    index = typer.Typer(no_args_is_help=True, help="Index the names of all models, so that a log is explained at once.")
    index.command("build")(build)
    index.command("extend")(extend)
    index.command("show")(show)
    app.add_typer(index, name="index", rich_help_panel=PANEL)


def build(
    first: Annotated[date, typer.Option("--from", metavar="YYYY-MM-DD", parser=parse_day, help="The first UTC day.")],
    last: Annotated[date, typer.Option("--to", metavar="YYYY-MM-DD", parser=parse_day, help="The last UTC day.")],
    family: FamilyOption = None,
    index: IndexOption = None,
    workers: WorkersOption = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
) -> None:
    """Index every set of all families that is valid on these days, with all known configs.

    An older index stays in use until the new one is whole; one that is killed has changed nothing.
    """
    from tidegate.identify.index import writer
    from tidegate.identify.models import models

    folder = index or home.path / "index"
    with percentage("the names") as advance:
        made = writer.build(folder, models(family or ()), Span(first, last), workers=workers, progress=advance)
    _tell(folder, made)


def extend(
    last: Annotated[
        date | None,
        typer.Option("--to", metavar="YYYY-MM-DD", parser=parse_day, help="The last UTC day, or else today."),
    ] = None,
    family: FamilyOption = None,
    index: IndexOption = None,
    workers: WorkersOption = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
) -> None:
    """Index on to a later day; of models that are new, or have changed, from the index's first day on.

    With --family that family is added, and of the others only those that are in the index go on.
    """
    from tidegate.dga.catalogue import families
    from tidegate.identify.index import manifest, writer
    from tidegate.identify.models import models

    folder = index or home.path / "index"
    inside = {entry.family for entry in manifest.read(folder).models} & families().keys()
    wanted = models([*family, *sorted(inside)] if family else ())
    with percentage("the names") as advance:
        made = writer.extend(folder, wanted, last or home.now().date(), workers=workers, progress=advance)
    _tell(folder, made)


def show(
    index: IndexOption = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    json: JsonOption = False,
) -> None:
    """Show which days and models an index covers, and how large it is."""
    from tidegate.identify.index import reader
    from tidegate.identify.index.folder import size

    folder = index or home.path / "index"
    found = reader.load(folder)
    bytes_on_disk = size(folder, found.manifest)
    values = {
        "folder": folder,
        "days": str(found.manifest.span),
        "names": found.manifest.names,
        "entries": found.entries,
        "bytes": bytes_on_disk,
        "bytes_an_entry": round(bytes_on_disk / max(1, found.entries), 2),
        "segments": len(found.segments),
    }
    families = _by_family(found.manifest)
    if json:
        facts({**values, "families": families}, as_json=True)
        return
    facts(values, as_json=False)
    typer.echo()
    report(families, as_json=False, columns=["family", "models", "sets", "names"])


def _by_family(manifest: "Manifest") -> list[dict[str, object]]:
    grouped = defaultdict(list)
    for model in manifest.models:
        if not model.retired:
            grouped[model.family].append(model)
    return [
        {
            "family": family,
            "models": len(models),
            "sets": sum(model.sets for model in models),
            "names": sum(model.names for model in models),
        }
        for family, models in sorted(grouped.items())
    ]


def _tell(folder: Path, made: "Manifest") -> None:
    models = sum(not model.retired for model in made.models)
    typer.echo(f"{folder}: {made.names:,} names of {models:,} models, {made.span}", err=True)

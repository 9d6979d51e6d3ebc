"""How commands report: one table for people, the same rows as JSON for programs."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

_NO_FOLD = 2_000
_LEAST = 4


def report(
    rows: Sequence[Mapping[str, Any]],
    *,
    as_json: bool,
    title: str = "",
    columns: Sequence[str] = (),
    brief: Collection[str] = (),
) -> None:
    """Print `rows` as a table, or as a JSON array; `columns` orders them, or stands for an empty table's.

    Where the terminal is too narrow, the columns in `brief` are cut, so that a row stays one line; or else cells fold.
    """
    if as_json:
        typer.echo(json.dumps(list(rows), default=_plain, indent=2))
        return
    names = list(columns or (rows[0] if rows else ()))
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    console = _console()
    widths = _widths(names, rows, brief, console.width) if brief else {}
    for name in names:
        numeric = bool(rows) and all(isinstance(row.get(name), int | float) for row in rows)
        table.add_column(
            name.replace("_", " "),
            justify="right" if numeric else "left",
            overflow="ellipsis" if brief else "fold",
            no_wrap=bool(brief),
            max_width=widths.get(name),
        )
    for row in rows:
        table.add_row(*(_cell(row.get(name)) for name in names))
    console.print(table if rows else f"{title + ': ' if title else ''}nothing", markup=False)


def facts(values: Mapping[str, Any], *, as_json: bool) -> None:
    """Print one thing's `values` as `name  value` lines, or as a JSON object."""
    if as_json:
        typer.echo(json.dumps(dict(values), default=_plain, indent=2))
        return
    width = max((len(name) for name in values), default=0)
    for name, value in values.items():
        typer.echo(f"{name.replace('_', ' '):<{width}}  {_cell(value)}")


def _widths(
    names: Sequence[str], rows: Sequence[Mapping[str, Any]], brief: Collection[str], width: int
) -> dict[str, int]:
    """How wide each column may be: the `brief` ones get what the others leave of `width`, at most an equal share."""
    needs = {name: max([len(name), *(len(_cell(row.get(name))) for row in rows)]) for name in names}
    left = width - 2 * (len(names) - 1) - sum(need for name, need in needs.items() if name not in brief)
    for place, name in enumerate(sorted(brief, key=needs.__getitem__)):
        needs[name] = min(needs[name], max(_LEAST, left // (len(brief) - place)))
        left -= needs[name]
    return needs


def _console() -> Console:
    """As wide as the terminal; into a pipe or a file a row stays one line."""
    console = Console()
    return console if console.is_terminal else Console(width=_NO_FOLD)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    if isinstance(value, datetime) and value.tzinfo is not None:
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(str(item) for item in value)
    return str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)

"""The command reference as Markdown: every command with its arguments and options, made from the commands."""

from collections.abc import Iterator
from typing import Any

import typer

from tidegate.cli.app import build
from tidegate.cli.contents import CHAPTERS

Command = Any
"""A command of the library that typer carries inside and does not name in public."""

_TITLE = """# Commands

Made from the commands themselves by `make docs`; a test fails when it is out of date. Every command takes `--help`.
"""


def reference() -> str:
    """The whole page."""
    root = typer.main.get_command(build())
    sections = [_TITLE]
    for panel in CHAPTERS:
        commands = [command for command in _children(root) if getattr(command, "rich_help_panel", None) == panel]
        if commands:
            sections.append(f"## {panel}\n")
            sections.extend(text for command in commands for text in _command(command, f"tidegate {command.name}"))
    return "\n".join(sections)


def leaves() -> Iterator[tuple[str, Command]]:
    """Every command that does something, with the words that call it."""
    yield from _leaves(typer.main.get_command(build()), "tidegate")


def _leaves(command: Command, words: str) -> Iterator[tuple[str, Command]]:
    children = _children(command)
    for child in children:
        yield from _leaves(child, f"{words} {child.name}")
    if not children:
        yield words, command


def _children(command: Command) -> list[Command]:
    return [command.commands[name] for name in command.list_commands(None)] if hasattr(command, "commands") else []


def _command(command: Command, words: str) -> Iterator[str]:
    yield f"### `{words}`\n"
    yield f"{_words(command.help)}\n"
    rows = [_row(parameter) for parameter in command.params if parameter.name != "help"]
    if rows:
        yield "| argument or option | meaning | default |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    for child in _children(command):
        yield from _command(child, f"{words} {child.name}")


def _row(parameter: Any) -> str:
    if parameter.param_type_name == "option":
        names = ", ".join([*parameter.opts, *parameter.secondary_opts])
        takes = "" if parameter.is_flag else f" {parameter.metavar or (parameter.name or '').upper()}"
    else:
        names, takes = (parameter.name or "").upper(), ""
    variable = f" (`{parameter.envvar}`)" if parameter.envvar else ""
    default = "" if parameter.default in (None, False, ()) or callable(parameter.default) else f"`{parameter.default}`"
    meaning = _words(getattr(parameter, "help", "")).replace("|", "\\|")
    return f"| `{names}{takes}`{variable} | {meaning} | {'required' if parameter.required else default} |"


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


if __name__ == "__main__":
    print(reference(), end="")

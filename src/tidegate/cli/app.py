"""The `tidegate` command, put together from the modules beside this one.

Each module of `tidegate.cli.commands` has `PANEL`, the heading that its commands stand under in the help (one of
`cli.contents`), and `register(app)`, which adds them. A new command is a new file there; nothing else changes.
"""

import importlib
import os
import pkgutil
import sys
from types import ModuleType

import typer
from rich.console import Console

from tidegate.cli import commands
from tidegate.cli.contents import Contents
from tidegate.errors import TidegateError


def build() -> typer.Typer:
    """The whole command line."""
    app = typer.Typer(
        name="tidegate",
        cls=Contents,
        help="Hold a botnet's domains at the gate: forecast, orders, proof, sinkhole, census, briefing.",
        no_args_is_help=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    for module in _modules():
        module.register(app)
    return app


def main() -> None:
    """Run the command line: 1 for what went wrong, 2 for wrong use of the command, 130 when interrupted."""
    try:
        build()()
    except TidegateError as error:
        Console(stderr=True).print(f"tidegate: {error}", markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our pipe went away
        sys.exit(141)


def _modules() -> list[ModuleType]:
    return [
        importlib.import_module(f"{commands.__name__}.{found.name}")
        for found in pkgutil.iter_modules(commands.__path__)
    ]

"""The command line: one file a noun, found by the catalogue in `cli.app`."""

from tidegate.cli.app import main

__all__ = ["main"]

"""A TOML file's text."""

from pathlib import Path

from tidegate.errors import TidegateError


def text_of(path: Path) -> str:
    """The text at `path`; TidegateError where there is none that can be read."""
    try:
        return path.read_text("utf-8-sig")  # some editors put a byte order mark in front
    except UnicodeDecodeError as error:
        raise TidegateError(f"{path}: is not UTF-8 text: {error.reason} at byte {error.start}") from None
    except OSError as error:
        raise TidegateError(f"{path}: {error.strerror or error}") from None

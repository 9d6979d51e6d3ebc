"""The first files of a new family, from templates: in Tidegate's source tree, or as a package that brings it."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from importlib import resources
from keyword import iskeyword
from pathlib import Path
from string import Template

from tidegate.dga.catalogue import entries
from tidegate.dga.naming import RULE, is_name
from tidegate.errors import TidegateError

_FAMILIES = Path("src/tidegate/dga/families")
_TESTS = Path("tests/dga")


def begin(name: str, folder: Path, *, plugin: bool = False) -> list[Path]:
    """Write the files of the family `name` below `folder`, all or none, and give their paths.

    TidegateError for a name that is taken or cannot be, for a `folder` that is no source tree of Tidegate where no
    `plugin` is wanted, and for a file that is there already.
    """
    _check(name)
    files = _package(name, folder) if plugin else _in_tree(name, folder)
    there = [path for path in files if path.exists()]
    if there:
        raise TidegateError(f"{there[0]}: exists already; nothing was written")
    _write(files)
    return list(files)


def _check(name: str) -> None:
    module = _module(name)
    if not is_name(name) or not module.isidentifier() or iskeyword(module):
        raise TidegateError(f"a family cannot be called {name!r}: use {RULE}, a letter first, and no word of Python's")
    owner = entries().find(name)
    if owner:
        raise TidegateError(f"the name {name!r} is that of the family {owner.family.name!r} ({owner.origin})")


def _in_tree(name: str, folder: Path) -> dict[Path, str]:
    if not (folder / _FAMILIES).is_dir():
        raise TidegateError(f"{folder}: is no source tree of Tidegate; for a package of your own say --plugin")
    module = _module(name)
    words = {"name": name, "module": f"tidegate.dga.families.{module}"}
    of_test = {"gap": "", "up": "1", "answers": f"vectors/{name}.jsonl"}
    return {
        folder / _FAMILIES / f"{module}.py": _filled("family.py", words),
        folder / _TESTS / "families" / f"test_{module}.py": _filled("test.py", words | of_test),
        folder / _TESTS / "vectors" / f"{name}.jsonl": "",
    }


def _package(name: str, folder: Path) -> dict[Path, str]:
    module = f"tidegate_{_module(name)}"
    words = {"name": name, "module": module}
    of_test = {"gap": "\n", "up": "0", "answers": f"{name}.jsonl"}
    top = folder / f"tidegate-{name}"
    return {
        top / "pyproject.toml": _filled("pyproject.toml", words),
        top / "src" / module / "__init__.py": _filled("family.py", words),
        top / "tests" / f"test_{_module(name)}.py": _filled("test.py", words | of_test),
        top / "tests" / f"{name}.jsonl": "",
    }


def _module(name: str) -> str:
    return name.replace("-", "_")


def _filled(template: str, words: Mapping[str, str]) -> str:
    text = (resources.files("tidegate.dga") / "templates" / f"{template}.txt").read_text("utf-8")
    return Template(text).substitute(words, year=datetime.now(UTC).year)


def _write(files: Mapping[Path, str]) -> None:
    written: list[Path] = []
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                written.append(path)
                file.write(text)
        except OSError as error:
            for done in written:
                with suppress(OSError):
                    done.unlink()
            raise TidegateError(f"{path}: cannot be written: {error.strerror or error}") from None

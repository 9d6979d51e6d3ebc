"""The WebAssembly models of a home: each kept whole under its SHA-256, and put on the record by who added it.

The record is the truth: a file that is not on it is no model, and one that was changed since is not run.
"""

import os
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tidegate.dga.entry import Entries, Entry
from tidegate.errors import TidegateError
from tidegate.store import Draft, Home
from tidegate.store.files import whole

if TYPE_CHECKING:
    from tidegate.dga.wasm.sandbox import Sandbox

ADDED = "model.added"
ENDING = ".wasm"
_KIND = "models"
_WASM = "wasm "


def add(home: Home, file: Path, others: Entries, actor: str, *, replace: bool = False) -> Entry:
    """Copy the module at `file` into the home, and put on the record that `actor` did.

    TidegateError where it is no model, or would take a name of `others`. With `replace` it may stand for an older
    module of the same family. Adding again what is there changes nothing.
    """
    from tidegate.dga.wasm.model import digest, family, opened, read  # late: for its machine

    module = read(file)
    sandbox, declaration = opened(module, str(file))
    entry = Entry(family(declaration, lambda: sandbox, str(file)), f"{_WASM}{digest(module)}")
    name, older = entry.family.name, others.families.get(entry.family.name)
    if older and older.origin == entry.origin and _path(home, digest(module)).exists():
        return entry
    if older and replace and older.origin.startswith(_WASM):
        others = others.without(name)
    flaw = others.taken(entry)
    if flaw:
        raise TidegateError(f"{file}: {flaw}")
    body = {"family": name, "sha256": digest(module), "bytes": len(module), "declaration": declaration.decode()}
    _keep(home, digest(module), module)
    home.records.append(actor, [Draft(ADDED, "", body)])
    os.utime(home.path / _KIND)  # so that other processes look anew
    return entry


def found(home: Home) -> Iterator[Entry | str]:
    """An entry for each model of the home, made from what it declared; it is compiled when its names are asked for."""
    for body in _shelved(home):
        yield _entry(home, body)


def state(home: Home) -> int:
    """A number that changes when a model is added."""
    try:
        return (home.path / _KIND).stat().st_mtime_ns
    except OSError:
        return 0


def _entry(home: Home, body: dict[str, Any]) -> Entry | str:
    from tidegate.dga.wasm.model import family

    mark = body["sha256"]
    sandbox = partial(_sandbox, _path(home, mark), mark)
    try:
        return Entry(family(body["declaration"].encode(), sandbox, f"{body['family']}{ENDING}"), f"{_WASM}{mark}")
    except TidegateError as error:
        return f"{_WASM}{mark}: {error}"


@lru_cache
def _sandbox(path: Path, mark: str) -> "Sandbox":
    from tidegate.dga.wasm.model import digest, opened, read

    module = read(path)
    if digest(module) != mark:
        raise TidegateError(f"{path}: was changed after it was added")
    return opened(module, str(path))[0]


def _shelved(home: Home) -> list[dict[str, Any]]:
    """The newest of the events that added a module of each family."""
    if not state(home):
        return []
    newest = {event.body["family"]: dict(event.body) for event in home.records.events(kinds={ADDED})}
    return [newest[name] for name in sorted(newest)]


def _path(home: Home, mark: str) -> Path:
    return home.path / _KIND / f"{mark}{ENDING}"


def _keep(home: Home, mark: str, module: bytes) -> None:
    try:
        (home.path / _KIND).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TidegateError(f"{home.path / _KIND}: cannot be made: {error.strerror or error}") from None
    with whole(_path(home, mark)) as file:
        file.write(module)

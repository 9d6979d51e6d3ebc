"""What the story of April 2009 needs: its clock, its registries, and real servers."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tidegate.store import Home

HERE = Path(__file__).parent


def _load(path: Path) -> ModuleType:
    """A module beside the tests, which belong to no package."""
    spec = importlib.util.spec_from_file_location(f"april_2009_{path.parent.name}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


stopwatch, plot, servers = (_load(HERE / f"{name}.py") for name in ("stopwatch", "plot", "world"))
epp = _load(HERE.parents[1] / "exchange" / "epp" / "conftest.py")
papers, serving, password = epp.papers, epp.serving, epp.password  # the registry of EPP's own tests


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The time by which all commands of the story go."""
    clock = stopwatch.Clock()
    monkeypatch.setattr("tidegate.cli.options.Home", partial(Home, now=clock))
    return clock


@pytest.fixture
def steps() -> Iterator[Any]:
    steps = stopwatch.Steps()
    yield steps
    print(f"\n{steps}")


@pytest.fixture
def days() -> int:
    """How many days the story has: two, and a week for `python -m bench story`."""
    return int(os.environ.get("STORY_DAYS", "2"))


@pytest.fixture
def cast() -> Callable[..., Any]:
    """Draw what the story has in store for the given names."""
    return plot.plot  # type: ignore[no-any-return]


@pytest.fixture
def start(free_port: Callable[[], int]) -> Iterator[Callable[..., Any]]:
    """Start a name server out of a folder; FOLDER, ADDRESS and PORT in its configuration are its own."""
    with ExitStack() as stack:

        def begin(
            program: str, folder: Path, config: str, port: int | None = None, address: str = servers.REGISTRIES
        ) -> Any:
            found = shutil.which(program, path="/usr/sbin:/usr/bin:/sbin:/bin")
            if found is None:
                pytest.skip(f"{program} is not installed")
            port, file, log = port or free_port(), folder / "server.conf", folder / "server.log"
            words = {"FOLDER": str(folder), "ADDRESS": address, "PORT": str(port)}
            file.write_text(re.sub("|".join(words), lambda word: words[word[0]], config))
            foreground = {"named": "-g", "nsd": "-d"}[program]
            with log.open("wb") as output:
                command = [found, foreground, "-c", str(file)]
                process = stack.enter_context(subprocess.Popen(command, stdout=output, stderr=output, cwd=folder))
            stack.callback(process.terminate)
            return servers.Server(address, port, process, log)

        yield begin


@pytest.fixture
def world(tmp_path: Path, start: Callable[..., Any]) -> Callable[..., Any]:
    """Start the world's DNS for some suffixes and owners' sites."""
    return partial(servers.World, tmp_path / "world", start)


@pytest.fixture
def resolver(tmp_path: Path, start: Callable[..., Any], free_port: Callable[[], int]) -> Any:
    """One of the group's resolvers, by BIND: its folder and port, and `start(snippet, world, site)`."""
    return servers.Resolver(tmp_path / "resolver", free_port(), start)

"""Who is meant: by a registry's id, by a suffix, or by a name below one."""

from dataclasses import dataclass

from tidegate.errors import TidegateError
from tidegate.names.domain import normalise
from tidegate.operation.directory.finding import holder, whole
from tidegate.operation.directory.grouping import everyone
from tidegate.operation.directory.root import top_level
from tidegate.operation.model import Playbook, Registry


@dataclass(frozen=True)
class Answer:
    """The registry that was meant, and of its suffixes the one; `whole` where others register names below what was
    asked for, so that nobody is asked to act on that itself."""

    registry: Registry
    suffix: str
    whole: bool


def registries(playbook: Playbook | None) -> tuple[Registry, ...]:
    """Those of an operation, or everybody in the directory."""
    return everyone() if playbook is None else playbook.registries


def look_up(meant: str, playbook: Playbook | None = None) -> Answer:
    """The registry with the id `meant`, or who runs the suffix or the name `meant`; a dot in front says that it is a
    suffix. TidegateError where nobody is."""
    for registry in registries(playbook):
        if registry.id == meant:
            return Answer(registry, registry.suffixes[0], True)
    name = normalise(meant.removeprefix("."))
    run = {} if playbook is None else playbook.registry_of_suffix
    if "." not in meant and name not in run and top_level(name) is None:
        raise TidegateError(
            f"{meant!r} is neither a registry nor a suffix: tidegate registry list says which there are"
        )
    is_whole = whole(name, run)
    suffix, registry = holder(f"x.{name}" if is_whole else name, run)
    return Answer(registry, suffix, is_whole)

"""The `[registries]` of a playbook: who runs which suffix, what is asked of them, what they may read."""

from collections.abc import Mapping

from tidegate.names.domain import is_domain
from tidegate.operation.model import ACTIONS, Registry
from tidegate.operation.naming import RULE, is_name
from tidegate.operation.sections.label import tlp
from tidegate.operation.toml.table import Table
from tidegate.policy import TLP

RESERVED = ("all", "each")
"""What `tidegate export --registry` takes for every registry at once."""
_KEYS = ("name", "suffixes", "action", "clearance", "contact", "lead_days", "formats")
_LONGEST_LEAD = 366


def registries(top: Table) -> tuple[Registry, ...]:
    """All registries, in the file's order; no two may run the same suffix."""
    entries = top.table("registries", needed=True)
    found: list[Registry] = []
    claimed: dict[str, str] = {}
    for id in entries.values:
        if not is_name(id):
            raise entries.flaw(id, f'"{id}" is not a name: use {RULE}')
        if id in RESERVED:
            raise entries.flaw(id, f'"{id}" cannot be a registry: commands take it for all of them')
        table = entries.table(id)
        registry = _registry(id, table)
        for index, suffix in enumerate(registry.suffixes):
            if suffix in claimed:
                raise table.flaw("suffixes", f'"{suffix}" is already run by {claimed[suffix]}', index)
            claimed[suffix] = id
        found.append(registry)
    if not found:
        raise top.flaw("registries", "holds no registry")
    return tuple(found)


def by_suffix(found: tuple[Registry, ...]) -> Mapping[str, Registry]:
    """Which registry runs a suffix."""
    return {suffix: registry for registry in found for suffix in registry.suffixes}


def _registry(id: str, table: Table) -> Registry:
    table.only(*_KEYS)
    return Registry(
        id=id,
        name=table.text("name"),
        suffixes=_suffixes(table),
        action=_action(table),
        clearance=tlp(table, "clearance", TLP.AMBER),
        contact=table.text("contact", ""),
        lead_days=table.whole("lead_days", Registry.lead_days, least=0, most=_LONGEST_LEAD),
        formats=_formats(table),
    )


def _suffixes(table: Table) -> tuple[str, ...]:
    suffixes = table.texts("suffixes")
    if not suffixes:
        raise table.flaw("suffixes", "is empty")
    for index, suffix in enumerate(suffixes):
        if not is_domain(suffix):
            raise table.flaw(
                "suffixes", f'"{suffix}" is not a suffix: use lower-case A-labels without dots at the ends', index
            )
    return suffixes


def _action(table: Table) -> str:
    action = table.text("action", Registry.action)
    if action not in ACTIONS:
        raise table.flaw("action", f'"{action}" is not an action; the actions are {", ".join(ACTIONS)}')
    return action


def _formats(table: Table) -> tuple[str, ...]:
    formats = table.texts("formats", Registry.formats)
    for index, format in enumerate(formats):
        if not is_name(format):
            raise table.flaw("formats", f'"{format}" is not the name of a format', index)
    return formats

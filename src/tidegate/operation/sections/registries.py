"""The `[registries]` of a playbook or an amendment: who runs which suffix, what they can do, what they may read."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tidegate.names.domain import is_domain
from tidegate.names.zones import is_zone
from tidegate.operation.directory.finding import registry_of
from tidegate.operation.model import ACTIONS, Origin, Registry
from tidegate.operation.naming import RULE, is_name
from tidegate.operation.sections.label import tlp
from tidegate.operation.toml.table import Table
from tidegate.policy import TLP

RESERVED = ("all", "each")
"""What `tidegate export --registry` takes for every registry at once."""
CHANGEABLE = (
    *("name", "action", "clearance", "contact", "lead_days", "formats"),
    *("channel", "can", "legal_basis", "time_zone", "rdap", "whois", "probe_rate"),
)
"""The keys that an amendment may change."""
_LONGEST_LEAD = 366
_FASTEST_PROBE = 100_000
_Choice = TypeVar("_Choice", bound=StrEnum)


def registries(top: Table) -> tuple[Registry, ...]:
    """All registries, in the file's order; no two may run the same suffix."""
    entries = top.table("registries")
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
    return tuple(found)


def changed(registry: Registry, table: Table) -> Registry:
    """`registry` with those of the CHANGEABLE keys that stand in `table`."""
    can = _can(table, registry)
    return replace(
        registry,
        name=table.text("name", registry.name),
        action=_action(table, registry, can),
        clearance=tlp(table, "clearance", TLP.AMBER) if "clearance" in table else registry.clearance,
        contact=table.text("contact", registry.contact),
        lead_days=table.whole("lead_days", registry.lead_days, least=0, most=_LONGEST_LEAD),
        formats=_formats(table, registry),
        channel=_choice(table, "channel", registry.channel),
        can=can,
        legal_basis=_choice(table, "legal_basis", registry.legal_basis),
        time_zone=_time_zone(table, registry),
        rdap=_rdap(table, registry),
        whois=_whois(table, registry),
        probe_rate=_probe_rate(table, registry),
    )


def _registry(id: str, table: Table) -> Registry:
    """What the playbook leaves out is as the directory has it for the first suffix."""
    table.only("suffixes", "per_host", *CHANGEABLE)
    suffixes = _suffixes(table)
    listed = registry_of(suffixes[0])
    base = replace(
        listed,
        id=id,
        name=table.text("name"),
        suffixes=suffixes,
        clearance=TLP.AMBER,
        per_host=_per_host(table, suffixes),
        origin=Origin.PLAYBOOK,
    )
    return changed(base, table)


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


def _per_host(table: Table, suffixes: Sequence[str]) -> bool:
    """Whether they are zones: as the lists say, unless the playbook says that they are, which cannot be denied."""
    zones = all(map(is_zone, suffixes))
    said = table.flag("per_host", zones)
    if zones and not said:
        raise table.flaw(
            "per_host", f"{', '.join(suffixes)}: others register hosts below, which are asked for one by one"
        )
    return said


def _can(table: Table, registry: Registry) -> tuple[str, ...]:
    can = table.texts("can", registry.can)
    for index, action in enumerate(can):
        if action not in ACTIONS:
            raise table.flaw("can", _no_action(action), index)
    if not can:
        raise table.flaw("can", "is empty: who can do nothing is asked, and their refusal recorded")
    return can


def _action(table: Table, registry: Registry, can: Sequence[str]) -> str:
    """What it is asked for; what a playbook or amendment asks for by name, it must be able to do."""
    action = table.text("action", registry.action)
    if action not in ACTIONS:
        raise table.flaw("action", _no_action(action))
    if "action" in table and action not in can:
        raise table.flaw("action", f'"{action}" is not what this registry can do: {", ".join(can)}')
    return action


def _no_action(text: str) -> str:
    return f'"{text}" is not an action; the actions are {", ".join(ACTIONS)}'


def _formats(table: Table, registry: Registry) -> tuple[str, ...]:
    formats = table.texts("formats", registry.formats)
    for index, format in enumerate(formats):
        if not is_name(format):
            raise table.flaw("formats", f'"{format}" is not the name of a format', index)
    return formats


def _choice(table: Table, key: str, default: _Choice) -> _Choice:
    text = table.text(key, default.value)
    try:
        return type(default)(text)
    except ValueError:
        raise table.flaw(key, f'"{text}" is not one of {", ".join(type(default))}') from None


def _time_zone(table: Table, registry: Registry) -> str:
    zone = table.text("time_zone", registry.time_zone)
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise table.flaw("time_zone", f'"{zone}" is not a time zone such as Europe/London') from None
    return zone


def _rdap(table: Table, registry: Registry) -> str:
    base = table.text("rdap", registry.rdap)
    if "rdap" in table and not _is_base(base):
        raise table.flaw("rdap", f'"{base}" is not the address of an RDAP service: https://HOST/PATH/')
    return base


def _is_base(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    host = parts.hostname or ""
    plain = not (parts.query or parts.fragment or parts.username) and text.isascii() and text.isprintable()
    return parts.scheme in ("http", "https") and is_domain(host) and plain and text.endswith("/") and " " not in text


def _whois(table: Table, registry: Registry) -> str:
    host = table.text("whois", registry.whois)
    if "whois" in table and not is_domain(host):
        raise table.flaw("whois", f'"{host}" is not a host name in lower case')
    return host


def _probe_rate(table: Table, registry: Registry) -> int | None:
    if "probe_rate" not in table:
        return registry.probe_rate
    return table.whole("probe_rate", least=1, most=_FASTEST_PROBE)

"""The `[[models]]` of a playbook: which generators the operation watches, and how their bots behave."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from tidegate.dga import catalogue
from tidegate.dga.config import canonical, resolve
from tidegate.dga.family import Behaviour, Clock, Variant
from tidegate.errors import TidegateError
from tidegate.names.domain import is_domain
from tidegate.operation.model import Model
from tidegate.operation.naming import checked_name
from tidegate.operation.toml.table import Table

_KEYS = ("family", "variant", "config", "configs", "population", "behaviour", "other_channels", "hosts")
_MOST_BOTS = 10**10
_ALL = "all"
_KNOWN = "known"


def models(top: Table) -> tuple[Model, ...]:
    """All models, in the file's order."""
    found: list[Model] = []
    for table in top.tables("models", needed=True):
        table.only(*_KEYS)
        for model in [_of_hosts(table)] if "hosts" in table else _of_generator(table):
            if model.key in {other.key for other in found}:
                raise table.flaw("variant", f"the model {model.key} stands here twice")
            found.append(model)
    if not found:
        raise top.flaw("models", "holds no model")
    return tuple(found)


def _of_generator(table: Table) -> Iterator[Model]:
    """A model for each config that the table asks for."""
    name, variant = _known(table)
    if not variant.predictable:
        raise table.flaw("variant", f"names of {name}/{variant.name} cannot be predicted, only matched by a pattern")
    behaviour, population = _behaviour(table, variant.behaviour), _population(table)
    for config in _configs(table, variant):
        yield Model(
            family=name,
            variant=variant.name,
            config=canonical(config),
            behaviour=behaviour,
            population=population,
            other_channels=table.texts("other_channels", ()),
        )


def _of_hosts(table: Table) -> Model:
    for key in ("config", "configs"):
        if key in table:
            raise table.flaw(key, "a fixed list of hosts has no config")
    hosts = table.texts("hosts")
    if not hosts:
        raise table.flaw("hosts", "is empty")
    for index, host in enumerate(hosts):
        if not is_domain(host):
            raise table.flaw("hosts", f'"{host}" is not a domain name in lower case', index)
    return Model(
        family=checked_name(table, "family"),
        variant=checked_name(table, "variant"),
        config="",
        behaviour=_behaviour(table, Behaviour()),
        population=_population(table),
        hosts=hosts,
        other_channels=table.texts("other_channels", ()),
    )


def _known(table: Table) -> tuple[str, Variant]:
    """The family's own name (an alias may be written) and the variant, as the generators know them."""
    try:
        family = catalogue.find(table.text("family"))
    except TidegateError as error:
        raise table.flaw("family", str(error)) from None
    try:
        return family.name, family.variant(table.text("variant"))
    except TidegateError as error:
        raise table.flaw("variant", str(error)) from None


def _configs(table: Table, variant: Variant) -> list[Mapping[str, Any]]:
    """What `config` spells out, or what `configs` takes from those that are known by name; else the default."""
    if "configs" not in table:
        return [_config(table, variant)]
    if "config" in table:
        raise table.flaw("configs", "stands beside config: give one of them")
    if "population" in table:
        raise table.flaw("population", "is one config's: write a table of [[models]] for each config")
    if table.values["configs"] == _KNOWN:
        return list(variant.configs().values())
    names = table.texts("configs")
    for index, name in enumerate(names):
        if name not in variant.known:
            known = ", ".join(variant.known) or "none"
            raise table.flaw("configs", f'"{name}" is no known config of {variant.name}; known: {known}', index)
    if not names:
        raise table.flaw("configs", "is empty")
    return [variant.known[name] for name in names]


def _config(table: Table, variant: Variant) -> Mapping[str, Any]:
    given = table.table("config")
    given.only(*variant.config)
    texts = {key: given.text(key) for key in given.values}
    for key, text in texts.items():
        try:
            resolve(variant.config, {key: text}, variant.name)
        except TidegateError as error:
            raise given.flaw(key, str(error)) from None
    _check_spelling(given, texts)
    return texts


def _check_spelling(given: Table, texts: Mapping[str, str]) -> None:
    """Refuse what would be read otherwise from the canonical text than it was written."""
    for key, text in texts.items():
        if "=" in text.partition(",")[2]:
            raise given.flaw(key, f'"{text}" has "=" behind a comma, where another key would begin')


def _behaviour(table: Table, default: Behaviour) -> Behaviour:
    given = table.table("behaviour")
    given.only("tries", "rounds", "clock", "starts")
    found = replace(default, rounds=given.number("rounds", default.rounds, least=0.001, most=86_400))
    if "tries" in given:
        tries = None if given.values["tries"] == _ALL else given.whole("tries", least=1, most=10**9)
        found = replace(found, tries=tries)
    if "clock" in given:
        found = replace(found, clock=_clock(given))
    return replace(found, starts=given.day("starts")) if "starts" in given else found


def _clock(given: Table) -> Clock:
    try:
        return Clock(given.text("clock"))
    except ValueError:
        raise given.flaw("clock", f"is not one of {', '.join(Clock)}") from None


def _population(table: Table) -> int | None:
    return table.whole("population", least=0, most=_MOST_BOTS) if "population" in table else None

"""What a module says of itself, from JSON to a family's declaration. docs/wasm-models.md describes the fields."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from tidegate.dga import parameters
from tidegate.dga.config import resolve
from tidegate.dga.family import Behaviour, Clock, Family, Parameter, Scheme, Variant
from tidegate.dga.naming import PART_RULE, RULE, is_name, is_part
from tidegate.dga.period import ALWAYS, DAY, MONTH, WEEK, YEAR, Period, days, parts_of_month
from tidegate.dga.wasm.fields import Fields
from tidegate.errors import TidegateError
from tidegate.names.domain import is_domain

VERSION = 1
MOST_NAMES = 1_000_000
"""Names of a period at most."""
_FAMILY = (
    *("tidegate", "family", "aliases", "kind", "years", "scheme", "deterministic", "variants", "sources"),
    "confidence",
)
_VARIANT = ("name", "count", "suffixes", "zones", "period", "config", "known", "behaviour", "since", "until")
_PARAMETER = ("type", "default", "low", "high", "bits", "options", "help")
_PERIODS = {str(period.name): period for period in (DAY, MONTH, YEAR, ALWAYS)} | {"week": WEEK}
_LONGEST_PERIOD = 3_660
_INT64 = -(1 << 63), (1 << 63) - 1


def family_of(text: bytes) -> Family:
    """The family that a module declares, its variants without generators; TidegateError says which field is wrong."""
    try:
        values = json.loads(text.decode("utf-8"))
    except ValueError as error:
        raise TidegateError(f"describe gave no JSON in UTF-8: {error}") from None
    except RecursionError:
        raise TidegateError("describe gave JSON that is nested too deeply") from None
    try:
        return _family(Fields(values, "", _FAMILY))
    except TidegateError as error:
        raise TidegateError(f"describe: {error}") from None


def _family(fields: Fields) -> Family:
    fields.whole("tidegate", VERSION, VERSION)
    variants = tuple(_variant(one) for one in fields.each("variants", _VARIANT))
    if not variants:
        raise fields.flaw("variants", "holds none")
    names = [variant.name for variant in variants]
    if len(set(names)) < len(names):
        raise fields.flaw("variants", "holds two of one name")
    return Family(
        _name_of_family(fields),
        kind=fields.text("kind"),
        years=_years(fields),
        scheme=Scheme(fields.one_of("scheme", list(Scheme))),
        time_dependent=any(variant.period is not ALWAYS for variant in variants),
        deterministic=fields.truth("deterministic", True),
        variants=variants,
        sources=fields.texts("sources"),
        aliases=tuple(alias.lower() for alias in fields.texts("aliases", ())),
        confidence=fields.text("confidence", "its author's word"),
    )


def _variant(fields: Fields) -> Variant:
    suffixes = _domains(fields, "suffixes", None)
    config = {key: _parameter(fields.inner("config").inner(key, _PARAMETER)) for key in fields.inner("config").values}
    wrong = [key for key in config if not key.isidentifier() or not key.isascii()]
    if wrong:
        raise fields.flaw("config", f"{wrong[0]!a} is no name of a parameter")
    known = _known(fields, config)
    return Variant(
        _name_of_variant(fields),
        count=fields.whole("count", 1, MOST_NAMES),
        suffixes=suffixes,
        zones=_domains(fields, "zones", suffixes),
        period=_period(fields),
        config=config,
        known=known,
        behaviour=_behaviour(fields.inner("behaviour", ("tries", "rounds", "clock", "starts"))),
        since=fields.day("since"),
        until=fields.day("until"),
    )


def _name_of_family(fields: Fields) -> str:
    name = fields.text("family")
    if not is_name(name):
        raise fields.flaw("family", f"{name!a} is no name: use {RULE}")
    return name


def _name_of_variant(fields: Fields) -> str:
    name = fields.text("name")
    if not is_part(name) or name != name.lower():
        raise fields.flaw("name", f"{name!a} is no name in lower case: use {PART_RULE}")
    return name


def _years(fields: Fields) -> tuple[int, int | None]:
    values = fields.values.get("years")
    if not isinstance(values, list) or len(values) != 2:
        raise fields.flaw("years", "is no list of two years, the second of which may be null")
    years = Fields({"first": values[0], "last": values[1]}, "years")
    first = years.whole("first", 1980, 9999)
    return first, None if values[1] is None else years.whole("last", first, 9999)


def _domains(fields: Fields, key: str, among: tuple[str, ...] | None) -> tuple[str, ...]:
    found = fields.texts(key, None if among is None else ())
    for index, domain in enumerate(found):
        if not is_domain(domain):
            raise fields.flaw(f"{key}[{index}]", f"{domain!a} is no domain in lower case")
        if among is not None and domain not in among:
            raise fields.flaw(f"{key}[{index}]", f"{domain} is none of the suffixes")
    if among is None and not found:
        raise fields.flaw(key, "is empty")
    return found


def _period(fields: Fields) -> Period:
    given = fields.values.get("period")
    if isinstance(given, str):
        return _PERIODS[fields.one_of("period", list(_PERIODS))]
    counted = fields.inner("period", ("days", "offset", "parts_of_month"))
    if "parts_of_month" in counted.values:
        begins = _days_of_month(counted, "parts_of_month")
        return parts_of_month(f"parts of a month from {', '.join(map(str, begins))}", *begins)
    return days(counted.whole("days", 1, _LONGEST_PERIOD), offset=counted.whole("offset", 0, _LONGEST_PERIOD, 0))


def _days_of_month(fields: Fields, key: str) -> list[int]:
    given = fields.values[key]
    listed = given if isinstance(given, list) else []
    found = [day for day in listed if type(day) is int and 1 <= day <= 31]
    if not found or found != listed or found != sorted({1, *found}):
        raise fields.flaw(key, "is no list of days of a month, in order, of which 1 is the first")
    return found


def _parameter(fields: Fields) -> Parameter:
    kind = fields.one_of("type", list(_TYPES))
    made = _TYPES[kind](fields)
    try:
        default = made.parse(str(fields.values.get("default")))
    except ValueError as error:
        raise fields.flaw("default", str(error)) from None
    return replace(made, default=default, help=fields.text("help", " ").strip())


def _whole(fields: Fields) -> Parameter:
    low = fields.whole("low", *_INT64, 0)
    return parameters.whole(0, low, fields.whole("high", low, _INT64[1], (1 << 32) - 1))


def _hexadecimal(fields: Fields) -> Parameter:
    return parameters.hexadecimal(0, fields.whole("bits", 1, 63, 32))


def _choice(fields: Fields) -> Parameter:
    options = fields.texts("options")
    if not all(option.isascii() for option in options):
        raise fields.flaw("options", "holds something that is no ASCII")
    return parameters.choice("", options)


_TYPES: Mapping[str, Callable[[Fields], Parameter]] = {
    "whole": _whole,
    "hexadecimal": _hexadecimal,
    "text": lambda _: parameters.text(""),
    "choice": _choice,
}


def _known(fields: Fields, config: Mapping[str, Parameter]) -> dict[str, dict[str, Any]]:
    given = fields.inner("known")
    known = {name: dict(given.inner(name).values) for name in given.values}
    for name, values in known.items():
        if not is_part(name):
            raise given.flaw(name, f"is no name: use {PART_RULE}")
        try:
            resolve(config, values, "this variant")
        except TidegateError as error:
            raise given.flaw(name, str(error)) from None
    return known


def _behaviour(fields: Fields) -> Behaviour:
    return Behaviour(
        tries=fields.whole("tries", 1, MOST_NAMES) if fields.values.get("tries") is not None else None,
        rounds=fields.number("rounds", 0.001, 86_400, 1.0),
        clock=Clock(fields.one_of("clock", list(Clock), "utc")),
        starts=fields.day("starts"),
    )

"""Zones below which an operator who is no registry gives out single host names: hosting, and dynamic DNS.

Two lists say which they are: the private section of the Public Suffix List that is installed, whose comments name the
operators, and `dynamic_dns.txt.gz`, which does not.
"""

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from publicsuffixlist import PSLFILE

from tidegate.names.domain import normalise

_BEGIN = "// ===BEGIN PRIVATE DOMAINS==="
_COMMENT = re.compile(r"//\s*(?P<name>.+?)\s*(:\s*(?P<page>https?://\S+).*)?\Z")
"""`// No-IP.com : https://noip.com/`."""


@dataclass(frozen=True)
class Operator:
    """Who runs a zone, as the Public Suffix List names them; `page` is their address in the web where it has one."""

    name: str
    page: str = ""


def is_zone(suffix: str) -> bool:
    """Whether `suffix` is a zone of such an operator."""
    return suffix in dynamic_zones() or _rule(suffix) is not None


def operator_of(zone: str) -> Operator | None:
    """Who runs `zone`; None where no list says it."""
    rule = _rule(zone)
    return None if rule is None else private_rules()[rule]


@cache
def private_rules() -> Mapping[str, Operator]:
    """The rules of the Public Suffix List's private section (A-labels; `*.` stays in front), each with its operator."""
    text = Path(PSLFILE).read_text("utf-8").partition(_BEGIN)[2]
    found: dict[str, Operator] = {}
    for operator, rules in _blocks(text):
        found |= dict.fromkeys(map(_canonical, rules), operator)
    return found


@cache
def dynamic_zones() -> frozenset[str]:
    """The zones of dynamic-DNS providers."""
    packed = files("tidegate.names").joinpath("dynamic_dns.txt.gz").read_bytes()
    return frozenset(line for line in gzip.decompress(packed).decode().splitlines() if not line.startswith("#"))


def _rule(suffix: str) -> str | None:
    """The private rule by which `suffix`, or everything directly below it, is a public suffix."""
    rules = private_rules()
    candidates = (suffix, f"*.{suffix}", f"*.{suffix.partition('.')[2]}")
    return next((rule for rule in candidates if rule in rules and f"!{suffix}" not in rules), None)


def _blocks(text: str) -> Iterator[tuple[Operator, list[str]]]:
    """The section's paragraphs of rules, each with the operator whom its first line, or one before, names."""
    operator = Operator("")
    for filled, lines in groupby(text.splitlines(), key=lambda line: bool(line.strip())):
        paragraph = list(lines) if filled else []
        if paragraph and (match := _COMMENT.match(paragraph[0])):
            operator = Operator(match["name"], match["page"] or "")
        yield operator, [line.split()[0] for line in paragraph if not line.startswith("//")]


def _canonical(rule: str) -> str:
    for mark in ("*.", "!"):
        if rule.startswith(mark):
            return mark + normalise(rule.removeprefix(mark))
    return normalise(rule)

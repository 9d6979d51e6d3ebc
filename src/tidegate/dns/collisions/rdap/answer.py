"""An RDAP answer about a domain (RFC 9083), cut down to what a judgement needs. Pure.

No personal data is kept: of the entities only the registrar's name, which is an organisation's, and whether the holder
bears the mark of a known sinkhole. What a registry has redacted (RFC 9537) is not missed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tidegate.dns.collisions.sinkholes.known import KnownSinkholes
from tidegate.errors import TidegateError
from tidegate.names.domain import BadDomainError, normalise

_REGISTERED, _EXPIRES = ("registration", "reregistration"), ("expiration",)
_DEEPEST = 4


@dataclass(frozen=True)
class Answer:
    """What the registry says of `name`: registered or not, with which status values, `since` when and until when, with
    which name servers, through which registrar; `operator` is whose sinkhole it is by its holder, if anybody's."""

    name: str
    registered: bool
    status: tuple[str, ...] = ()
    since: date | None = None
    expires: date | None = None
    nameservers: tuple[str, ...] = ()
    registrar: str = ""
    operator: str = ""


def read(document: bytes, name: str, sinkholes: KnownSinkholes) -> Answer:
    """The answer in `document` about `name`. TidegateError names what is wrong, and where in the document."""
    try:
        domain = json.loads(document)
    except (ValueError, RecursionError):
        raise TidegateError(f"{document[:40].decode('utf-8', 'replace')!r} is no JSON") from None
    if not isinstance(domain, dict) or domain.get("objectClassName") != "domain":
        raise TidegateError("objectClassName: the answer is about no domain")
    told = _text(domain, "ldhName") or _text(domain, "unicodeName")
    if not _is_same(told, name):
        raise TidegateError(f"ldhName: the answer is about {told[:60]!r}, not about {name}")
    entities = list(_entities(domain, _DEEPEST))
    sign = sinkholes.mark(text for roles, texts in entities if "registrant" in roles for text in texts)
    return Answer(
        name,
        True,
        tuple(sorted(value.lower() for value in _list(domain, "status") if isinstance(value, str))),
        max(_moments(domain, _REGISTERED), default=None),
        max(_moments(domain, _EXPIRES), default=None),
        tuple(_nameservers(domain)),
        next((texts[0] for roles, texts in entities if "registrar" in roles and texts), ""),
        sign.operator if sign else "",
    )


def _is_same(told: str, name: str) -> bool:
    try:
        return normalise(told) == name
    except BadDomainError:
        return False


def _list(values: Mapping[str, Any], key: str) -> list[Any]:
    found = values.get(key, [])
    return found if isinstance(found, list) else []


def _text(values: Mapping[str, Any], key: str) -> str:
    found = values.get(key, "")
    return found if isinstance(found, str) else ""


def _moments(domain: Mapping[str, Any], actions: tuple[str, ...]) -> Iterator[date]:
    """The UTC days of the events of a kind."""
    for event in _list(domain, "events"):
        if isinstance(event, dict) and _text(event, "eventAction").lower() in actions:
            try:
                yield _utc(datetime.fromisoformat(_text(event, "eventDate"))).date()
            except (ValueError, OverflowError):
                where = f"events: {str(event.get('eventDate'))[:60]!r} is no moment"
                raise TidegateError(where) from None


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment


def _nameservers(domain: Mapping[str, Any]) -> Iterator[str]:
    for server in _list(domain, "nameservers"):
        if isinstance(server, dict):
            try:
                yield normalise(_text(server, "ldhName"))
            except BadDomainError:
                continue  # some registries list a name server without its name


def _entities(holder: Mapping[str, Any], depth: int) -> Iterator[tuple[list[Any], list[str]]]:
    """Roles and contact texts of every entity, the nested ones too; the name or organisation comes first."""
    for entity in _list(holder, "entities"):
        if isinstance(entity, dict):
            yield _list(entity, "roles"), list(_contact(entity))
            if depth:
                yield from _entities(entity, depth - 1)


def _contact(entity: Mapping[str, Any]) -> Iterator[str]:
    """The texts of the jCard (RFC 7095) that name somebody."""
    card = _list(entity, "vcardArray")
    for item in card[1] if len(card) > 1 and isinstance(card[1], list) else []:
        if isinstance(item, list) and len(item) > 3 and item[0] in ("fn", "org", "email") and isinstance(item[3], str):
            yield item[3]

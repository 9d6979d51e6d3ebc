"""RDAP answers that were asked for before (`tidegate rdap`): who is registered, and since when."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path

from tidegate.dns.collisions.held import of_sign
from tidegate.dns.collisions.hits import Hit, table
from tidegate.dns.collisions.kinds import REGISTERED
from tidegate.dns.collisions.rdap.answer import Answer
from tidegate.dns.collisions.rdap.cache import Cache
from tidegate.dns.collisions.sinkholes.known import Sign
from tidegate.dns.collisions.sources.source import Clues, Look, Source
from tidegate.errors import TidegateError


def _find(look: Look, given: Sequence[str]) -> Iterator[Clues]:
    [*paths] = map(Path, given)
    for path in paths:
        if not path.exists():
            raise TidegateError(f"{path}: no RDAP answers are kept there: ask first (tidegate rdap)")
    answers = chain.from_iterable(Cache(path).all() for path in paths)
    yield Clues(table(chain.from_iterable(_hits(look, answer, asked) for answer, asked in answers)))


def _hits(look: Look, answer: Answer, asked: datetime) -> Iterator[Hit]:
    if answer.registered:
        since = f" since {answer.since}" if answer.since else ""
        through = f" through {answer.registrar}" if answer.registrar else ""
        status = f", status {', '.join(answer.status)}" if answer.status else ""
        hit = Hit(
            answer.name, REGISTERED, f"registered{since}{through}{status}, by RDAP on {asked:%Y-%m-%d}", answer.since
        )
        marked = Sign(answer.operator, "its registration says so") if answer.operator else None
        yield from of_sign(hit, marked or look.sinkholes.sign(answer.nameservers))


SOURCE = Source("rdap", "the RDAP answers that `tidegate rdap` keeps in the home, by their file", "FILE", _find)

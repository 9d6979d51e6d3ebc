"""What a probe is asked to do."""

import math
from dataclasses import dataclass
from datetime import date

from tidegate.dns.bound import CONFIDENCE, needed
from tidegate.dns.probe.asker import PATIENCE
from tidegate.dns.probe.resolver import Resolver
from tidegate.dns.probe.roots import ROOTS
from tidegate.dns.probe.view import AUTHORITATIVE
from tidegate.errors import TidegateError

RATE = 1000.0
"""Questions a second where nothing else is asked for: polite to a resolver of one's own, too many for a stranger's."""


@dataclass(frozen=True)
class Wanted:
    """What to probe: one day's names, all or under some `suffixes`, all or a random `sample`; whom to ask, how fast.

    With `at_most` the sample is as large as it must be so that, if all of it is denied, no more than so many names of
    the day are open, at this `confidence`.

    `authoritative` asks the registries' own name servers, found from `roots`, beside the `resolvers` or instead.
    `rate` is in questions a second, and so are `registry_rate`, for questions about the names of one registry that has
    no rate of its own, and `server_rate`, for one server; `patience` is how many seconds each attempt waits.
    """

    day: date
    resolvers: tuple[Resolver, ...] = ()
    suffixes: tuple[str, ...] = ()
    sample: int | None = None
    rate: float = RATE
    patience: tuple[float, ...] = PATIENCE
    authoritative: bool = False
    roots: tuple[Resolver, ...] = ROOTS
    registry_rate: float | None = None
    server_rate: float | None = None
    at_most: int | None = None
    confidence: float = CONFIDENCE

    def __post_init__(self) -> None:
        for rate in (self.rate, self.registry_rate, self.server_rate):
            if rate is not None and not 0 < rate < math.inf:
                raise TidegateError(f"a rate of {rate:g} questions a second cannot be kept")
        if self.sample is not None and self.sample < 1:
            raise TidegateError(f"a sample of {self.sample} names asks nothing")
        if self.at_most is not None and (self.at_most < 0 or self.sample is not None):
            raise TidegateError("a sample is given by its size, or by how many names may be open at most")
        if not 0 < self.confidence < 1:
            raise TidegateError(f"a confidence of {self.confidence:g} does not lie between 0 and 1")
        if not (self.resolvers or self.authoritative):
            raise TidegateError("nobody is to be asked: name a resolver, or ask the registries' own name servers")
        if len({resolver.port for resolver in self.roots}) != 1:
            raise TidegateError("the root's servers are found at one port, which is that of all below them")

    def size(self, names: int) -> int:
        """How many of so many names are asked for."""
        if self.at_most is not None:
            return max(1, needed(names, self.at_most, self.confidence))
        return names if self.sample is None else self.sample

    @property
    def asked(self) -> tuple[str, ...]:
        """Who is asked, as the views are called."""
        own = (AUTHORITATIVE,) if self.authoritative else ()
        return (*own, *dict.fromkeys(str(resolver) for resolver in self.resolvers))

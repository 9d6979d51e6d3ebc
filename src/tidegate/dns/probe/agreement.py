"""What several who were asked come to together: one verdict, and who says otherwise. Pure.

- The registry's own name servers decide whether a name exists; no resolver outvotes them. Where they have delegated it
  to name servers that nobody knows, resolvers may add whose addresses those give: all of them the same sinkhole's.
- Where the registry was not asked, or did not answer, the worst counts that anybody says who can tell: nobody who leads
  a name to a sinkhole disproves another who sees it in somebody else's hands.
- Who differs is named with the verdict.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tidegate.dns.probe.answer import NO_DETAILS, Details, Dnssec
from tidegate.dns.probe.verdict import SINKHOLED, Finding, Verdict

_WORST_LAST = (
    Verdict.SINKHOLED_OURS,
    Verdict.SINKHOLED_KNOWN,
    Verdict.BLOCKED,
    Verdict.UNREGISTERED,
    Verdict.TAKEN,
)
_STRONGEST_LAST = (None, Dnssec.UNSIGNED, Dnssec.SIGNED, Dnssec.VALIDATED)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one view came to: `server` is who gave the first answer, `rcode` that answer's; the rest is evidence.

    `authoritative` says that it was the registry's own server.
    """

    server: str
    finding: Finding
    rcode: str
    addresses: tuple[str, ...] = ()
    nameservers: tuple[str, ...] = ()
    details: Details = NO_DETAILS
    attempts: int = 0
    authoritative: bool = False

    @property
    def verdict(self) -> Verdict:
        return self.finding.verdict

    def __str__(self) -> str:
        return f"{self.server} says {self.verdict}: {self.finding.reason}"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The finding, the statement it rests on, what all of them show of DNSSEC, and the statements that differ."""

    finding: Finding
    lead: Statement
    dnssec: Dnssec | None = None
    dissent: tuple[Statement, ...] = ()


def agreed(statements: Sequence[Statement]) -> Agreement:
    """What `statements`, at least one, come to."""
    if len(statements) == 1:
        return Agreement(statements[0].finding, statements[0], statements[0].details.dnssec)
    lead = _lead(statements)
    dissent = tuple(other for other in statements if other is not lead and _differs(other, lead))
    shown = [other.details.dnssec for other in statements if other.verdict is lead.verdict]
    return Agreement(_finding(lead, dissent), lead, max(shown, key=_STRONGEST_LAST.index), dissent)


def _lead(statements: Sequence[Statement]) -> Statement:
    conclusive = [statement for statement in statements if statement.verdict is not Verdict.UNKNOWN]
    if not conclusive:
        return statements[0]
    worst = max(conclusive, key=lambda statement: _WORST_LAST.index(statement.verdict))
    authority = next((statement for statement in conclusive if statement.authoritative), None)
    if authority is None:
        return worst
    return _refined(authority, [statement for statement in conclusive if statement is not authority])


def _refined(authority: Statement, resolvers: Sequence[Statement]) -> Statement:
    """The resolvers' word where it says whose sinkhole the delegation leads to, else the authority's."""
    seen = {statement.verdict for statement in resolvers}
    if authority.verdict is Verdict.TAKEN and len(seen) == 1 and seen <= set(SINKHOLED):
        return resolvers[0]
    return authority


def _differs(other: Statement, lead: Statement) -> bool:
    if other.verdict is Verdict.UNKNOWN:
        return other.finding.is_own and lead.verdict is not Verdict.UNKNOWN
    return other.verdict is not lead.verdict and not (other.authoritative and lead.verdict in SINKHOLED)


def _finding(lead: Statement, dissent: Sequence[Statement]) -> Finding:
    otherwise = "".join(f"; but {other}" for other in dissent)
    return Finding(lead.finding.verdict, lead.finding.reason + otherwise, lead.finding.is_own)

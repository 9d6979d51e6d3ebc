"""What changed between two lists, as a format sees them."""

import ibis

from tidegate.dns.export.format import Format

ADD, WITHDRAW = "add", "withdraw"


def changes(format: Format, new: ibis.Table, old: ibis.Table) -> ibis.Table:
    """The rows of `new` that `old` does not have, to add, and those of `old` that `new` does not have, to withdraw;
    the column `change` says which."""
    now, before = format.view(new), format.view(old)
    key = list(format.key)
    added = now.anti_join(before, key).mutate(change=ibis.literal(ADD))
    withdrawn = before.anti_join(now, key).mutate(change=ibis.literal(WITHDRAW))
    return ibis.union(added, withdrawn)

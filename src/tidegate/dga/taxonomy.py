"""A family in the terms of the MISP taxonomy `dga`."""

from tidegate.dga.family import Family, Scheme


def taxonomy(family: Family) -> list[str]:
    """The machine tags of `family`; a fixed list of hosts has no generation scheme."""
    scheme = [] if family.scheme is Scheme.LIST else [f'dga:generation-scheme="{family.scheme}"']
    time = "time-dependent" if family.time_dependent else "time-independent"
    certain = "deterministic" if family.deterministic else "non-deterministic"
    return [*scheme, f'dga:seeding="{time}"', f'dga:seeding="{certain}"']

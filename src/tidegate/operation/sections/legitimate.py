"""The `[[legitimate]]` sites that were there before the botnet named them."""

from tidegate.names.domain import is_domain
from tidegate.operation.model import Legitimate
from tidegate.operation.toml.table import Table


def legitimate(top: Table) -> tuple[Legitimate, ...]:
    """All legitimate sites, in the file's order; each name once."""
    found: dict[str, Legitimate] = {}
    for table in top.tables("legitimate"):
        site = _site(table)
        if site.name in found:
            raise table.flaw("name", f'"{site.name}" stands here twice')
        found[site.name] = site
    return tuple(found.values())


def _site(table: Table) -> Legitimate:
    table.only("name", "what", "source")
    name = table.text("name")
    if not is_domain(name):
        raise table.flaw("name", f'"{name}" is not a domain name in lower case')
    return Legitimate(name, table.text("what"), table.text("source"))

"""Knot DNS: a secondary that hands the policy zone on to resolvers of its site, or a sinkhole's name server that takes
the catalog of the names it answers for."""

from tidegate.dns.serving.snippets.snippet import Snippet, Terms, knot_key

_PRIMARY = """\
include: "{terms.key_file}"
remote:
  - id: tidegate
    address: {terms.primary}
    key: {terms.key}
acl:
  - id: tidegate
    key: {terms.key}
    action: notify
"""


def _policy(terms: Terms) -> str:
    zone = f"""\
zone:
  - domain: {terms.zone}
    master: tidegate
    acl: tidegate
"""
    return _PRIMARY.format(terms=terms) + zone


def _catalog(terms: Terms) -> str:
    zone = f"""\
template:
  - id: sinkhole
    file: "sinkhole.zone"  # of `tidegate export --format zone`; the same for every name
    zonefile-sync: -1
    journal-content: none
zone:
  - domain: {terms.zone}
    master: tidegate
    acl: tidegate
    catalog-role: interpret
    catalog-template: sinkhole
"""
    return _PRIMARY.format(terms=terms) + zone


SNIPPET = Snippet("knot", {"rpz": _policy, "catalog": _catalog}, knot_key)

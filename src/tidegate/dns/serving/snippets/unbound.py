"""Unbound: a resolver that applies the response policy zone, and a Knot DNS beside it that takes it.

Unbound 1.17 has no TSIG, so it cannot take the zone itself: a Knot on the same machine does, with the key, and hands it
on over loopback, each change as a change.
"""

from tidegate.dns.serving.snippets.snippet import Snippet, Terms, knot_key

_HANDS_ON = "127.0.0.1@5399"


def _policy(terms: Terms) -> str:
    return f"""\
# knot.conf, for a Knot on the same machine: {terms.notify} is its address
server:
    listen: [{terms.notify}, {_HANDS_ON}]
include: "{terms.key_file}"
remote:
  - id: tidegate
    address: {terms.primary}
    key: {terms.key}
  - id: unbound
    address: 127.0.0.1@53
acl:
  - id: tidegate
    key: {terms.key}
    action: notify
  - id: unbound
    address: 127.0.0.1
    action: transfer
zone:
  - domain: {terms.zone}
    master: tidegate
    notify: unbound
    acl: [tidegate, unbound]

# unbound.conf
server:
    module-config: "respip validator iterator"
rpz:
    name: "{terms.zone}"
    zonefile: "{terms.zone}"
    primary: {_HANDS_ON}
    allow-notify: 127.0.0.1
"""


SNIPPET = Snippet("unbound", {"rpz": _policy}, knot_key)

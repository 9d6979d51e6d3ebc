"""BIND: a resolver that takes the response policy zone as a secondary, and applies it."""

from tidegate.dns.serving.key import ALGORITHM, Key
from tidegate.dns.serving.snippets.snippet import Snippet, Terms


def _policy(terms: Terms) -> str:
    primary = terms.primary
    return f"""\
// in options {{ ... }}:
response-policy {{ zone "{terms.zone}"; }} qname-wait-recurse no;

// beside it:
include "{terms.key_file}";
zone "{terms.zone}" {{
    type secondary;
    file "{terms.zone}";
    primaries {{ {primary.host} port {primary.port} key {terms.key}; }};
    allow-notify {{ key {terms.key}; }};
    allow-query {{ localhost; }};
    allow-transfer {{ none; }};
}};
"""


def _key(key: Key) -> str:
    return f'key {key.name} {{\n    algorithm {ALGORITHM};\n    secret "{key.secret}";\n}};\n'


SNIPPET = Snippet("bind", {"rpz": _policy}, _key)

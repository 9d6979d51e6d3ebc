"""Which RDAP service answers for a name."""

import json

import pytest

from tidegate.dns.collisions.rdap.bootstrap import of_file, service_of
from tidegate.errors import TidegateError


def written(tmp_path, document):
    path = tmp_path / "dns.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return path


def test_the_longest_suffix_has_the_word_and_the_encrypted_address_is_taken(tmp_path):
    services = of_file(
        written(
            tmp_path,
            {
                "version": "1.0",
                "services": [
                    [["uk"], ["https://uk.example/rdap"]],
                    [["co.uk", "XN--P1AI"], ["http://b.example/", "https://b.example/"]],
                ],
            },
        )
    )
    assert service_of("a.co.uk", services) == "https://b.example/"
    assert service_of("a.uk", services) == "https://uk.example/rdap/"
    assert service_of("a.xn--p1ai", services) == "https://b.example/"
    assert service_of("a.com", services) is None


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{", r"dns\.json: is no JSON"),
        ({}, r"dns\.json: services: is no list"),
        ({"services": [[["com"]]]}, r"dns\.json: services\[0\]: \[\['com'\]\] is no pair"),
        ({"services": [[["com"], ["ftp://x/"]]]}, "'ftp://x/' is no address of an RDAP service"),
    ],
)
def test_a_flawed_file_is_told_with_the_place(tmp_path, document, message):
    with pytest.raises(TidegateError, match=message):
        of_file(written(tmp_path, document))

"""Every request is for reading and for this host; every answer says what a browser may do with it."""

import pytest

from tidegate.web.guards import is_loopback, is_own_host


@pytest.mark.parametrize("header", ["127.0.0.1:8642", "localhost", "LOCALHOST:8642", "[::1]:8642", "127.3.2.1"])
def test_loopback_answers_to_its_own_names(header):
    assert is_own_host(header, "127.0.0.1")


@pytest.mark.parametrize(
    "header",
    ["", "evil.example:8642", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.7", "[::", "a b"],
)
def test_a_name_that_somebody_points_at_loopback_gets_nothing(header):
    assert not is_own_host(header, "127.0.0.1")


def test_elsewhere_a_literal_address_and_the_bound_name_are_own():
    assert is_own_host("192.0.2.7:8642", "0.0.0.0")
    assert is_own_host("gate.example:8642", "gate.example")
    assert not is_own_host("evil.example", "0.0.0.0")


def test_loopback_is_known():
    assert all(is_loopback(host) for host in ("127.0.0.1", "::1", "localhost"))
    assert not any(is_loopback(host) for host in ("0.0.0.0", "::", "gate.example"))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_every_method_but_get_and_head_is_refused(client, method):
    for address in ("/", "/operations/conficker/orders", "/assets/x/y", "/nowhere"):
        answer = client.request(method, address)
        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8642", ""])
def test_a_foreign_host_is_refused_before_anything_is_read(client, host):
    answer = client.get("/operations", headers={"host": host})
    assert answer.status_code == 421
    assert "conficker" not in answer.text


@pytest.mark.parametrize("address", ["/operations", "/nowhere", "/operations/conficker/orders", "/operations.json"])
def test_every_answer_forbids_what_a_page_does_not_need(client, address):
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


def test_no_page_holds_inline_script_or_style_or_another_hosts_address(client):
    for address in ("/operations", "/operations/conficker", "/operations/conficker/orders"):
        text = client.get(address).text
        assert "<script>" not in text
        assert "<style" not in text
        assert " style=" not in text
        assert " onclick=" not in text
        assert "//" not in text.replace("http://www.w3.org/", "").replace("/>", "")

"""What bots, registries and outsiders wrote is shown as text and never runs."""

import html
import json

import pytest


@pytest.mark.parametrize("path", ["/live", "/alerts", "/orders?state=refused", ""])
def test_markup_in_what_others_wrote_is_shown_as_text(client, hostile, path):
    text = client.get(f"/operations/conficker{path}").text
    assert hostile not in text
    assert html.escape(hostile, quote=False).replace("'", "&#39;") in text


def test_markup_in_an_address_comes_back_as_text(client, hostile):
    for path in (f"/operations/conficker/orders/{hostile}", f"/operations/conficker/orders?state={hostile}"):
        assert hostile not in client.get(path).text


def test_json_is_never_sniffed_as_a_page(client, hostile):
    answer = client.get("/operations/conficker/alerts.json")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert hostile in json.loads(answer.text)["alerts"][0]["text"]


def test_an_error_tells_nothing_of_the_inside(filled_home, visitor, monkeypatch):
    def broken(*_):
        raise RuntimeError("/secret/path")

    monkeypatch.setattr("tidegate.operation.alerts.rows", broken)
    answer = visitor(filled_home, quiet=True).get("/operations/conficker/alerts")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]

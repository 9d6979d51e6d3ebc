"""What bots, registries and outsiders wrote is shown as text and never runs."""

import html
import json
from datetime import date

import pyarrow as pa
import pytest

from tidegate.dns.appeals import life as appeals
from tidegate.dns.collisions import takings
from tidegate.dns.orders import life as orders
from tidegate.operation import alerts, opening


@pytest.fixture(scope="module")
def home(new_home, check_in, hostile):
    """Everybody who could wrote markup into what they could."""
    home = new_home(opened=True)
    check_in(home, hostile, agent=hostile, request=f"GET /{hostile} HTTP/1.0")
    day = date(2009, 4, 1)
    finding = alerts.Finding("form", day, hostile, f"a check-in of a form never seen before: {hostile}", hostile)
    alerts.record(home.records, "conficker", [finding], hostile)
    asked = orders.Request("verisign", "block", day, day, 1, day)
    (order,) = orders.draft(home.records, "conficker", [asked], hostile)
    row = {"name": "qqq.com", "suffix": "com", "family": "conficker", "variant": "b", "config": "", "position": 0}
    home.lake.write("forecast", "conficker", day, "forecast", pa.Table.from_pylist([row]))
    operation = opening.get(home.records, "conficker")
    takings.propose(home.records, operation, "qqq.com", takings.Means.HOLD, hostile, "local")
    takings.answer(home.records, operation, "qqq.com", "hosting", hostile, "local")
    appeals.open_appeal(home, operation, "qqq.com", hostile, hostile, "local")
    for state in ("sent", "refused"):
        orders.advance(home.records, "conficker", order.id, state, hostile, hostile)
    return home


NAME = "/coverage/2009-04-01/com/qqq.com"
DESK = ["/collisions/takings", "/collisions/appeals"]


@pytest.mark.parametrize(
    "path", ["/live", "/alerts", "/orders", "/orders/verisign-2009-04-01", "/registries/verisign", NAME, *DESK]
)
def test_markup_in_what_others_wrote_is_shown_as_text(home, visitor, hostile, path):
    text = visitor(home).get(f"/operations/conficker{path}").text
    assert hostile not in text
    assert html.escape(hostile, quote=False).replace("'", "&#39;") in text


def test_markup_in_an_address_comes_back_as_text(home, visitor, hostile):
    for path in (f"orders/{hostile}", f"orders?state={hostile}", f"registries/{hostile}", f"whatif?refuse={hostile}"):
        assert hostile not in visitor(home).get(f"/operations/conficker/{path}").text


def test_json_is_never_sniffed_as_a_page(home, visitor, hostile):
    answer = visitor(home).get("/operations/conficker/alerts.json")
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

"""Every page in every home: it is there, it says the answer first, and a program gets the same as JSON."""

import html
import re

import pytest

from tidegate.dns.orders import life as orders
from tidegate.web.catalogue import all_pages, tabs

PAGES = [page.path for page in tabs()]
BELOW = ["day", "suffix", "none there", "name", "order", "registry", "reason", "chase", "chase most", "chase names"]
BELOW += ["what if", "takings", "appeals"]


@pytest.fixture
def address(below, path):
    return f"/operations/conficker{below.get(path, path)}"


def as_json(address):
    path, mark, query = address.partition("?")
    return f"{path}.json{mark}{query}"


def test_no_page_is_left_out_here(below):
    assert set(BELOW) == set(below)
    for page in all_pages():
        shape = re.compile(re.sub(r"{\w+}", "[^/]+", page.path) + r"(\?.*)?")
        assert page.tab or any(shape.fullmatch(path) for path in below.values()), page.path


@pytest.mark.parametrize("path", [*PAGES, *BELOW])
def test_a_page_of_a_filled_operation_says_the_answer_first(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert re.search(r'<main.*?<h1>.*?class="answer"', answer.text, re.DOTALL)
    assert "TLP:" in answer.text
    assert "local" in answer.text


@pytest.mark.parametrize("path", [*PAGES, "/gaps/chase", "/whatif", "/collisions/takings", "/registries/verisign"])
def test_a_page_of_an_operation_in_which_nothing_was_done_yet_says_so(opened_home, visitor, path):
    answer = visitor(opened_home).get(f"/operations/conficker{path}")
    assert answer.status_code == 200
    assert 'class="answer"' in answer.text


@pytest.mark.parametrize("path", [*PAGES, *BELOW])
def test_the_same_address_gives_json_to_a_program(client, address):
    by_header = client.get(address, headers={"accept": "application/json"})
    by_suffix = client.get(as_json(address))
    assert by_header.headers["content-type"] == by_suffix.headers["content-type"] == "application/json"
    assert by_header.json() == by_suffix.json()
    assert by_suffix.json()["operation"] == "conficker"
    assert by_suffix.json()["label"].startswith("TLP:")


def test_a_page_links_to_its_own_data_whatever_its_address_asked_for(client, below):
    address = f"/operations/conficker{below['what if']}&refuse=pir"
    link = html.unescape(re.search(r'href="([^"]+)">This page as JSON', client.get(address).text)[1])
    assert link == as_json(address)


def test_a_browser_that_takes_anything_gets_a_page(client):
    accept = "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"
    assert (
        client.get("/operations/conficker", headers={"accept": accept}).headers["content-type"].startswith("text/html")
    )


def test_every_page_below_a_tab_belongs_to_one():
    assert {page.under for page in all_pages() if not page.tab} <= {page.path for page in tabs()}


def test_letters_and_places_of_the_tabs_are_their_own():
    assert len({page.tab.letter for page in tabs()}) == len({page.tab.order for page in tabs()}) == len(tabs())


def test_an_empty_home_says_how_to_begin(empty_home, visitor):
    answer = visitor(empty_home).get("/")
    assert "tidegate init" in answer.text


def test_the_front_door_leads_to_the_only_operation(client):
    answer = client.get("/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/operations/conficker")


def test_head_has_the_headers_of_get_and_no_body(client):
    answer = client.head("/operations/conficker/orders")
    assert answer.status_code == 200
    assert answer.content == b""


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/coverage/2009-02-30",
        "/coverage/1999-01-01",
        "/coverage/2009-04-01/nosuch",
        "/coverage?measure=wished",
        "/gaps?date=tomorrow",
        "/gaps?limit=-1",
        "/gaps?limit=99999999999999999999",
        "/gaps?why=bad+luck",
        "/gaps/chase?by=colour",
        "/gaps/chase?below=2",
        "/gaps/chase?below=nan",
        "/gaps/chase?most=0",
        "/gaps/chase?by=name&most=3",
        "/whatif?refuse=nosuch",
        "/whatif?refuse=verisign&act=verisign",
        "/whatif?date=1999-01-01",
        "/registries/nosuch",
        "/registries?date=1999-01-01",
        "/coverage/2009-04-01/com/nosuch.com",
        "/coverage/2009-04-01/sg/qqq.com",
        "/orders/nosuch",
        "/charts/nosuch",
        "/briefing/2009-W99",
    ],
)
def test_what_is_not_there_is_404_and_never_500(client, path):
    assert client.get(f"/operations/conficker{path}").status_code == 404


def test_what_the_address_asks_for_wrongly_is_named(client):
    answer = client.get("/operations/conficker/coverage/2009-02-30.json")
    assert answer.json() == {"error": "'2009-02-30' is not a day; write it as YYYY-MM-DD"}


def test_orders_are_cut_by_state_and_registry(client, filled_home):
    refused = client.get("/operations/conficker/orders.json?state=refused").json()["orders"]
    assert {order["state"] for order in refused} == {"refused"}
    registry = refused[0]["registry"]
    mine = client.get(f"/operations/conficker/orders.json?registry={registry}").json()["orders"]
    assert {order["registry"] for order in mine} == {registry}


def test_an_order_tells_its_history(client, filled_home):
    order = next(row for row in orders.rows(filled_home.records, "conficker") if row.state == "refused")
    steps = client.get(f"/operations/conficker/orders/{order.id}.json").json()["steps"]
    assert [step["state"] for step in steps] == ["drafted", "sent", "refused"]


def test_the_calendar_adds_up_to_the_day_and_the_day_to_its_suffixes(client):
    whole = client.get("/operations/conficker/coverage.json").json()
    day = client.get("/operations/conficker/coverage/2009-04-01.json").json()
    at = whole["days"].index("2009-04-01")
    assert whole["open"][at] == day["whole"]["gaps"] == sum(row["gaps"] for row in day["suffixes"])
    worst = day["suffixes"][0]
    names = client.get(f"/operations/conficker/coverage/2009-04-01/{worst['suffix']}.json").json()["names"]
    assert len(names) == worst["names"]
    assert sum(name["gap"] for name in names) == worst["gaps"]


def test_the_name_that_an_outsider_has_stands_first(client):
    gaps = client.get("/operations/conficker/gaps.json?date=2009-04-01").json()["gaps"]
    assert gaps[0]["why"] == "taken by an outsider"
    assert gaps[0]["addresses"] == ["203.0.113.7"]


def test_a_chart_is_served_as_the_definition_that_a_browser_draws(client):
    for name in (name for page in all_pages() for name in page.charts):
        chart = client.get(f"/operations/conficker/charts/{name}").json()
        assert "vega-lite" in chart["$schema"]
        assert chart != client.get(f"/operations/conficker/charts/{name}?theme=dark").json()


def test_two_drawings_in_a_page_share_no_id(client):
    ids = re.findall(r'\bid="([^"]+)"', client.get("/operations/conficker/population").text)
    assert len(ids) == len(set(ids))

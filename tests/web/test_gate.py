"""Nobody reads above their clearance, and a refusal tells nothing."""

import pytest

from tidegate.policy import TLP
from tidegate.web.catalogue import tabs
from tidegate.web.gate import REFUSAL

PAGES = [page.path for page in tabs()]


@pytest.mark.parametrize(
    "path", [*PAGES, "/coverage/2009-04-01", "/charts/coverage", "/live/stream", "/briefing/2009-W14"]
)
@pytest.mark.parametrize("member", ["ana", "stranger"])
def test_a_page_above_a_members_clearance_is_refused_without_saying_what_it_is(filled_home, visitor, member, path):
    answer = visitor(filled_home, member).get(f"/operations/conficker{path}")
    assert answer.status_code == 403
    assert REFUSAL in answer.text
    for secret in ("Conficker A", "AMBER", "forecast", path.strip("/") or "overview"):
        assert secret not in answer.text


def test_what_is_not_there_is_refused_just_as_what_is_hidden(filled_home, visitor):
    hidden = visitor(filled_home, "ana").get("/operations/conficker")
    missing = visitor(filled_home, "ana").get("/operations/nosuch")
    assert (hidden.status_code, hidden.text) == (missing.status_code, missing.text)


def test_who_may_read_everything_is_told_that_an_operation_is_not_there(client):
    assert client.get("/operations/nosuch").status_code == 404


def test_the_list_of_operations_holds_only_what_the_viewer_may_read(filled_home, visitor):
    listed = visitor(filled_home, "ana").get("/operations.json").json()["operations"]
    assert listed == []


def test_a_clearance_that_is_given_while_the_server_runs_counts_at_once(opened_home, visitor, add_member):
    browser = visitor(opened_home, "eva")
    assert browser.get("/operations/conficker").status_code == 403
    add_member(opened_home, "eva", TLP.AMBER.word)
    assert browser.get("/operations/conficker").status_code == 200
    add_member(opened_home, "eva", TLP.GREEN.word)
    assert browser.get("/operations/conficker").status_code == 403


def test_a_decision_above_a_members_clearance_is_neither_shown_nor_counted(filled_home, visitor):
    seen = visitor(filled_home, "amber").get("/operations/conficker/group.json").json()
    assert [decision["text"] for decision in seen["decisions"]] == ["Probe every hour on the first"]
    assert seen["label"].startswith("TLP:AMBER ")


@pytest.mark.parametrize("path", ["name", "order", "registry", "chase names", "what if", "takings", "appeals"])
def test_a_page_below_a_tab_is_refused_alike(filled_home, visitor, below, path):
    answer = visitor(filled_home, "ana").get(f"/operations/conficker{below[path]}")
    assert (answer.status_code, REFUSAL in answer.text) == (403, True)


def test_a_name_is_refused_to_who_may_not_know_which_are_open_whether_it_is_there_or_not(filled_home, visitor, below):
    browser = visitor(filled_home, "amber")
    there = browser.get(f"/operations/conficker{below['name']}")
    missing = browser.get("/operations/conficker/coverage/2009-04-01/com/nosuch.com")
    assert (there.status_code, there.text) == (missing.status_code, missing.text)
    assert (there.status_code, REFUSAL in there.text) == (403, True)


@pytest.mark.parametrize("path", ["reason", "chase names", "takings"])
def test_who_may_not_know_which_names_are_open_sees_none(client, filled_home, visitor, below, path):
    address = f"/operations/conficker{below[path]}"
    whole, cut = client.get(address).text, visitor(filled_home, "amber").get(address).text
    known = client.get("/operations/conficker/gaps.json?date=2009-04-01&limit=5000").json()["gaps"]
    opened = {gap["name"] for gap in known if gap["name"] in whole}
    assert opened
    assert not any(name in cut for name in opened)
    assert ("TLP:AMBER+STRICT" in whole, "TLP:AMBER+STRICT" in cut) == (True, False)


def test_a_taking_is_counted_on_the_desk_of_who_may_not_know_its_name(filled_home, client, visitor):
    whole = client.get("/operations/conficker/collisions.json").json()
    cut = visitor(filled_home, "amber").get("/operations/conficker/collisions.json").json()
    assert whole["takings_waiting"] == cut["takings_waiting"] == 1
    assert cut["takings"] == []
    assert whole["takings"][0]["taking"]["name"] not in str(cut)


@pytest.mark.parametrize("path", ["", "/gaps", "/coverage/2009-04-01/{worst}"])
def test_names_that_are_open_are_for_fewer_eyes_than_their_number(client, filled_home, visitor, path):
    suffixes = client.get("/operations/conficker/coverage/2009-04-01.json").json()["suffixes"]
    path = path.replace("{worst}", suffixes[0]["suffix"])
    whole = client.get(f"/operations/conficker{path}.json").json()
    cut = visitor(filled_home, "amber").get(f"/operations/conficker{path}.json").json()
    assert whole["whole"] == cut["whole"]
    names = {row["name"] for row in whole.get("names", whole.get("gaps"))}
    assert names
    assert not any(name in str(cut) for name in names)
    assert (whole["label"], cut["label"]) == ("TLP:AMBER+STRICT PAP:GREEN", "TLP:AMBER PAP:GREEN")


def test_an_alert_of_an_open_name_is_counted_for_who_may_not_know_it(client, filled_home, visitor):
    whole = client.get("/operations/conficker/alerts.json").json()
    cut = visitor(filled_home, "amber").get("/operations/conficker/alerts.json").json()
    [hidden] = [alert for alert in whole["alerts"] if alert not in cut["alerts"]]
    assert (hidden["rule"], cut["hidden"], whole["hidden"]) == ("outsider", 1, 0)
    assert hidden["subject"] not in str(cut)
    assert whole["rules"] == cut["rules"]
    assert (whole["label"], cut["label"]) == ("TLP:AMBER+STRICT PAP:GREEN", "TLP:AMBER PAP:GREEN")
    assert "1 alert more for those whose clearance is higher" in visitor(filled_home, "amber").get(
        "/operations/conficker/alerts"
    ).text.replace("\n", " ")


def test_a_page_carries_the_strictest_label_of_what_it_shows(client):
    assert client.get("/operations/conficker/group.json").json()["label"].startswith("TLP:RED")
    assert client.get("/operations/conficker/orders.json").json()["label"].startswith("TLP:AMBER ")


def test_a_compartment_is_shown_to_who_is_in_it_only(filled_home, visitor):
    assert "inside" in str(visitor(filled_home, "insider").get("/operations/conficker/group.json").json()["members"])
    members = visitor(filled_home, "amber").get("/operations/conficker/group.json").json()["members"]
    assert all(member["compartments"] == [] for member in members)

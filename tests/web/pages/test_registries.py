"""The registries beside each other, and one of them with its papers."""

import pytest


@pytest.fixture(scope="module")
def answered(client, below):
    return client.get(f"/operations/conficker{below['registry']}.json").json()


def test_who_has_most_open_names_stands_first(client):
    page = client.get("/operations/conficker/registries.json?date=2009-04-01").json()
    opened = [row["day"]["gaps"] for row in page["registries"]]
    assert opened == sorted(opened, reverse=True)
    assert page["waiting"] == sum(number > 0 for number in opened) > 0


def test_their_open_names_add_up_to_the_days(client):
    page = client.get("/operations/conficker/registries.json?date=2009-04-01").json()
    day = client.get("/operations/conficker/coverage/2009-04-01.json").json()
    known = {row["registry"] for row in day["suffixes"] if row["registry"]}
    assert sum(row["day"]["gaps"] for row in page["registries"]) == sum(
        row["gaps"] for row in day["suffixes"] if row["registry"] in known
    )


def test_a_registry_says_what_the_directory_knows(client):
    page = client.get("/operations/conficker/registries/verisign.json").json()
    registry = page["registry"]
    assert registry["suffixes"] == ["com", "net"]
    assert (registry["time_zone"], registry["opens"], registry["closes"]) == ("America/New_York", "09:00", "17:00")
    assert registry["legal_basis"] == "security-response-waiver"
    assert (registry["clearance"], registry["lead_days"]) == ("TLP:AMBER", 7)
    assert registry["at_work"] is False  # 05:30 in New York
    assert page["reader"]["may"] is True


def test_its_time_to_act_is_told_with_how_many_orders_came_so_far(client):
    pace = client.get("/operations/conficker/registries/verisign.json").json()["pace"]
    assert (pace["orders"], pace["act"]) == (1, {"reached": 1, "open": 0, "median": 0.0})
    assert pace["verify"] == {"reached": 0, "open": 1, "median": None}


def test_its_answer_is_set_against_what_was_asked(answered):
    (found,) = answered["answered"]
    assert (found["counts"]["done"], found["counts"]["contradictory"]) == (2, 1)
    assert found["counts"]["unanswered"] == found["counts"]["asked"] - 3
    assert len(found["names"]["contradictory"]) == 1
    (file,) = answered["orders"][0]["answer_files"]
    assert (file["file"], file["lines"]) == ("answer.csv", 4)


def test_names_said_to_be_done_that_a_probe_sees_open_are_told(answered):
    (found,) = answered["answered"]
    assert found["counts"]["disproved"] == len(found["names"]["disproved"]) > 0


def test_without_the_right_to_open_names_the_counts_stay_and_the_names_go(filled_home, visitor, below, answered):
    cut = visitor(filled_home, "amber").get(f"/operations/conficker{below['registry']}.json").json()
    assert cut["answered"][0]["counts"] == answered["answered"][0]["counts"]
    assert cut["answered"][0]["names"] == {}
    assert (answered["label"], cut["label"]) == ("TLP:AMBER+STRICT PAP:GREEN", "TLP:AMBER PAP:GREEN")


def test_an_order_is_told_with_its_steps_and_how_late_it_is(answered):
    (order,) = answered["orders"]
    assert [step["state"] for step in order["steps"]] == ["drafted", "sent", "acknowledged"]
    assert order["late"] == "overdue"
    assert order["times"]["acted"] is None

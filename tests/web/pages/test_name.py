"""One name on one day, with everything that is known of it."""

import pytest


@pytest.fixture(scope="module")
def taken(client, below):
    return client.get(f"/operations/conficker{below['name']}.json").json()


@pytest.fixture(scope="module")
def answered(client, below):
    """What a name's page says whose registry said two things of it."""
    registry = client.get(f"/operations/conficker{below['registry']}.json").json()
    (found,) = registry["answered"]
    suffix, name = registry["suffixes"][0]["suffix"], found["names"]["contradictory"][0]
    return client.get(f"/operations/conficker/coverage/2009-04-01/{suffix}/{name}.json").json()


def test_a_name_that_an_outsider_holds_says_so_with_the_evidence(taken, client, below):
    assert (taken["why"], taken["taken"]) == ("taken by an outsider", True)
    (probe,) = taken["probes"]
    assert (probe["verdict"], probe["addresses"]) == ("taken", ["203.0.113.7"])
    assert "is taken by an outsider" in client.get(f"/operations/conficker{below['name']}").text


def test_each_model_says_where_it_has_the_name_and_what_a_bot_does_besides(taken):
    (model,) = taken["models"]
    assert (model["model"], model["names"], model["tries"]) == ("conficker/c", 50_000, 500)
    assert model["share"] == pytest.approx(0.01)
    assert 0 <= model["position"] < 50_000
    assert model["others"] == ["P2P"]
    assert taken["days"] == ["2009-04-01"]


def test_the_order_and_its_steps_stand_there(taken):
    assert taken["order"]
    assert taken["steps"][0]["state"] == "drafted"


def test_what_a_registry_said_of_a_name_stands_line_by_line(answered):
    assert [(line["outcome"], line["line"], line["file"]) for line in answered["answers"]] == [
        ("done", 4, "answer.csv"),
        ("refused", 5, "answer.csv"),
    ]
    assert answered["gap"]


def test_an_exempt_name_tells_who_decided_and_why(client):
    page = client.get("/operations/conficker/coverage/2009-03-31/org/praat.org.json").json()
    assert (page["exempt"], page["gap"]) == (True, False)
    assert page["exemption"]["decision"] == "its owner answered"
    assert (page["judgement"]["risk"], page["judgement"]["disposition"]) == ("decided", "leave alone")


def test_a_taking_is_told_beside_the_name(taken):
    assert (taken["taking"]["means"], taken["taking"]["state"]) == ("hold", "proposed")


def test_who_may_be_told_is_what_the_policy_says_of_each(taken):
    may = {reader["who"]: reader["may"] for reader in taken["readers"]}
    assert may == {taken["registry"]: True, "local": True, "ana": False, "amber": False, "insider": False}


def test_a_name_belongs_under_its_own_suffix_only(client, taken):
    assert client.get(f"/operations/conficker/coverage/2009-04-01/com/{taken['name']}").status_code == 404

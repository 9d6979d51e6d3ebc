"""Whom to chase next, by registry and by name, with the proof."""

DAY = "date=2009-04-01"


def test_the_fewest_registries_come_with_their_proof(client):
    found = client.get(f"/operations/conficker/gaps/chase.json?{DAY}").json()["found"]
    assert "registries" in found["proof"]
    assert found["steps"][-1]["exposure"] <= 0.01
    assert [step["closes"] for step in found["steps"]] == sorted((s["closes"] for s in found["steps"]), reverse=True)


def test_a_laxer_bound_needs_fewer(client):
    strict = client.get(f"/operations/conficker/gaps/chase.json?{DAY}").json()["found"]["steps"]
    lax = client.get(f"/operations/conficker/gaps/chase.json?{DAY}&below=0.9999").json()["found"]["steps"]
    assert len(lax) < len(strict)


def test_so_many_registries_as_are_asked_for(client):
    found = client.get(f"/operations/conficker/gaps/chase.json?{DAY}&most=3").json()["found"]
    assert len(found["steps"]) == 3
    assert found["proof"] == "no other choice cuts more"


def test_names_are_chased_too_and_each_leads_to_its_page(client):
    page = client.get(f"/operations/conficker/gaps/chase.json?{DAY}&by=name").json()
    name = page["found"]["names"][0]
    assert "names" in page["found"]["proof"]
    place = f"/operations/conficker/coverage/2009-04-01/{name['suffix']}/{name['name']}"
    assert f'href="{place}"' in client.get(f"/operations/conficker/gaps/chase?{DAY}&by=name").text


def test_registries_can_be_chased_by_who_may_not_know_the_names(filled_home, visitor):
    browser = visitor(filled_home, "amber")
    assert browser.get(f"/operations/conficker/gaps/chase.json?{DAY}").json()["found"]["steps"]
    page = browser.get(f"/operations/conficker/gaps/chase.json?{DAY}&by=name").json()
    assert page["found"] is None
    assert "fewer eyes" in browser.get(f"/operations/conficker/gaps/chase?{DAY}&by=name").text


def test_a_gap_list_is_cut_to_one_reason(client):
    why = "taken by an outsider"
    page = client.get("/operations/conficker/gaps.json", params={"date": "2009-04-01", "why": why}).json()
    assert [gap["why"] for gap in page["gaps"]] == [why]
    assert page["reasons"][why] == 1

"""What if registries refused, or acted?"""

WHATIF = "/operations/conficker/whatif.json?date=2009-04-01"


def outlook(client, query=""):
    return {row["model"]: row for row in client.get(WHATIF + query).json()["outlooks"]}


def test_without_a_choice_then_is_now(client):
    for row in outlook(client).values():
        assert (row["gaps"], row["exposure"]) == (row["gaps_then"], row["exposure_then"])


def test_a_registry_that_refuses_opens_all_its_names(client):
    row = outlook(client, "&refuse=verisign")["conficker/b"]
    assert (row["exposure"], row["exposure_then"]) == (0, 1)
    assert row["gaps_then"] > row["gaps"] == 0


def test_registries_that_act_close_theirs(client):
    choices = client.get(WHATIF).json()["registries"]
    acting = "".join(f"&act={one['id']}" for one in choices if one["gaps"])
    assert outlook(client, acting)["conficker/c"]["exposure_then"] == 0


def test_several_can_be_chosen_and_stand_first(client):
    page = client.get(f"{WHATIF}&refuse=verisign&refuse=nominet&act=pe").json()
    assert (page["refuse"], page["act"]) == (["nominet", "verisign"], ["pe"])
    assert {one["id"]: one["does"] for one in page["registries"][:3]} == {
        "verisign": "refuse",
        "nominet": "refuse",
        "pe": "act",
    }


def test_what_the_dns_cannot_close_is_named_even_where_every_name_is_closed(client):
    page = client.get(WHATIF).json()
    assert page["channels"]["conficker/c"] == ["P2P"]
    acting = "".join(f"&act={one['id']}" for one in page["registries"])
    text = client.get(WHATIF.replace(".json", "") + acting).text
    assert "This is the DNS alone." in text
    assert "conficker/c also takes updates by P2P" in text


def test_a_registry_cannot_refuse_and_act_at_once(client):
    answer = client.get(f"{WHATIF}&refuse=verisign&act=verisign")
    assert (answer.status_code, answer.json()) == (404, {"error": "verisign cannot refuse and act at once"})

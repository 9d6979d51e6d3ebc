"""A small site's name is on a list before anybody sees the collision. Its owner appeals, and every list lets it go."""

from pathlib import Path

import pytest


@pytest.fixture
def taken(april):
    """A name in Verisign's list of 1 April, which was sent as CSV and as a zone for our resolvers."""
    [*names] = april.list_of("verisign", "conficker")
    send(april, "all", "rpz")
    return names[0]


def send(tidegate, registry, format, *words):
    """The texts of all files of an export that is sent."""
    where = ("--registry", registry, "--format", format, "--send", "-o", tidegate.home / "lists")
    folder = Path(tidegate.rows("export", "conficker", *where, *words)["folder"])
    return {path.name: path.read_text() for path in folder.iterdir() if path.name != "manifest.json"}


def test_the_name_is_appealed_and_given_back_and_no_export_holds_it_afterwards(april, taken):
    opened = april.rows(
        *("appeal", "open", "conficker", taken, "--contact", "the owner's mail", "--reason", "ours since 2007")
    )
    assert (opened["state"], opened["asked"]) == ("open", ["verisign"])
    [alert] = april.rows("alerts", "conficker")
    assert f"an owner claims {taken}, which we asked verisign to act on" in alert["text"]

    decided = april.rows("appeal", "decide", "conficker", taken, "--accept", "--reason", "the register agrees")
    assert decided["awaiting"] == ["verisign"]

    delta = send(april, "verisign", "csv", "--delta")
    [rows] = delta.values()
    changed = [line for line in rows.splitlines() if taken in line]
    assert len(changed) == 1
    assert "withdraw" in changed[0]
    [update] = send(april, "all", "rpz", "--delta").values()
    assert f"update delete {taken}." in update
    assert f"update add {taken}.conficker-all.rpz. 300 CNAME rpz-passthru." in update

    for format in ("csv", "zone"):
        for text in send(april, "verisign", format).values():
            assert taken not in text
    [rpz] = send(april, "all", "rpz").values()
    assert [line.split()[-1] for line in rpz.splitlines() if line.split()[0] == taken] == ["rpz-passthru."]

    released = april.rows("appeal", "released", "conficker", taken, "--by", "verisign", "--note", "gone")
    assert (released["awaiting"], len(released["released"])) == ([], 1)
    assert april.rows("appeal", "list", "conficker")[0]["state"] == "accepted"


def test_a_claim_that_is_rejected_changes_no_list(april, taken):
    april("appeal", "open", "conficker", taken, "--contact", "x", "--reason", "mine")
    april("appeal", "decide", "conficker", taken, "--reject", "--reason", "nobody holds it")
    assert taken in april.list_of("verisign", "conficker")


def test_a_name_that_turns_out_to_be_registered_is_withdrawn_until_two_members_decide(april, taken, tmp_path):
    zone = tmp_path / "com.zone"
    suffix = taken.rpartition(".")[2]
    zone.write_text(f"{suffix}. 900 in soa a.example. b.example. 1 2 3 4 5\n{taken}. 1 in ns ns1.hoster.example.\n")
    april("collisions", "conficker", "--evidence", f"zone={zone}")
    [rows] = send(april, "verisign", "csv", "--delta").values()
    assert any(taken in line and "withdraw" in line for line in rows.splitlines())

    april("member", "add", "anna", "--organisation", "CERT", "--tlp", "RED")
    april("taking", "propose", "conficker", taken, "--reason", "registered last night")
    for question in ("name-service", "hosting", "other-services", "naming-services", "investigations"):
        april("taking", "answer", "conficker", taken, question, "--text", "no")
    assert april.try_to("taking", "confirm", "conficker", taken).exit_code == 1
    assert taken not in april.list_of("verisign", "conficker")
    april("taking", "confirm", "conficker", taken, "--as", "anna")
    assert taken in april.list_of("verisign", "conficker")

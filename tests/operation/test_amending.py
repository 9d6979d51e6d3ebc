"""What the group learns of registries while an operation runs."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.errors import NotAllowedError, TidegateError
from tidegate.operation import amending
from tidegate.operation.clearance import joining
from tidegate.operation.model import Channel, LegalBasis
from tidegate.operation.opening import get, open_operation
from tidegate.operation.playbook import load
from tidegate.operation.toml.table import FlawError
from tidegate.policy import TLP
from tidegate.store import Home

PLAYBOOK, TEXT = load("conficker")
SAID = """\
[registries.nominet]
contact = "desk@nominet.example"
channel = "mail"
can = ["sinkhole", "hold"]
legal_basis = "court-order"
time_zone = "Europe/London"

[registries.cnnic]
lead_days = 21
"""


@pytest.fixture
def records(tmp_path):
    home = Home(tmp_path, now=lambda: datetime(2009, 3, 10, tzinfo=UTC))
    open_operation(home.records, "conficker", TEXT, "conficker.toml", date(2009, 3, 1), "local")
    return home.records


def amend(records, text, actor="local", file="said.toml"):
    changes = amending.parse(get(records, "conficker").playbook, text, file)
    amending.amend(records, "conficker", changes, file, actor)


def refusal(text):
    with pytest.raises(TidegateError) as caught:
        amending.parse(PLAYBOOK, text, "said.toml")
    return str(caught.value)


def test_everybody_who_opens_the_operation_sees_its_amendments(records):
    amend(records, SAID)
    playbook = get(records, "conficker").playbook
    nominet = playbook.registry("nominet")
    assert (nominet.contact, nominet.channel, nominet.can) == (
        "desk@nominet.example",
        Channel.MAIL,
        ("sinkhole", "hold"),
    )
    assert nominet.legal_basis is LegalBasis.COURT_ORDER
    assert playbook.registry("cnnic").lead_days == 21
    assert playbook.registry_of_suffix["co.uk"] == nominet


def test_what_is_not_amended_stays(records):
    before = get(records, "conficker").playbook
    amend(records, SAID)
    after = get(records, "conficker").playbook
    assert [one.id for one in after.registries] == [one.id for one in before.registries]
    assert after.registry("verisign") == before.registry("verisign")
    assert after.registry("nominet").suffixes == before.registry("nominet").suffixes
    assert after.models == before.models


def test_the_last_amendment_of_a_key_counts(records):
    amend(records, SAID)
    amend(records, '[registries.nominet]\ncontact = "night@nominet.example"')
    nominet = get(records, "conficker").playbook.registry("nominet")
    assert (nominet.contact, nominet.channel) == ("night@nominet.example", Channel.MAIL)


def test_one_operation_s_amendments_are_not_another_s(records):
    open_operation(records, "south", TEXT, "conficker.toml", date(2009, 3, 1), "local")
    amend(records, SAID)
    assert get(records, "south").playbook == PLAYBOOK


def test_the_record_says_who_changed_what_when_and_by_which_file(records):
    amend(records, SAID)
    amend(records, '[registries.nominet]\ncontact = "night@nominet.example"', file="later.toml")
    first, second = amending.history(records, "conficker", "nominet")
    assert (first.actor, first.file, first.at) == ("local", "said.toml", datetime(2009, 3, 10, tzinfo=UTC))
    assert second.changes == {"contact": "night@nominet.example"}
    assert list(amending.history(records, "conficker", "verisign")) == []


def test_a_registry_that_says_it_cannot_do_what_it_is_asked_for_is_not_asked_any_more(records):
    amend(records, '[registries.cnnic]\ncan = ["hold"]')
    with pytest.raises(TidegateError, match="registry cnnic is asked to block, but can only hold"):
        get(records, "conficker").playbook.registry("cnnic").asked()
    amend(records, '[registries.cnnic]\naction = "hold"')
    assert get(records, "conficker").playbook.registry("cnnic").asked() == "hold"


def test_amendments_at_the_same_moment_never_lock_an_operation(records):
    playbook = get(records, "conficker").playbook
    both = [
        amending.parse(playbook, f"[registries.cnnic]\n{said}", "x.toml")
        for said in ('can = ["block"]', 'action = "hold"')
    ]
    for changes in both:
        amending.amend(records, "conficker", changes, "x.toml", "local")
    cnnic = get(records, "conficker").playbook.registry("cnnic")
    assert (cnnic.can, cnnic.action) == (("block",), "hold")


def test_nobody_gives_a_registry_a_clearance_that_they_do_not_have(records):
    records.append("local", [joining("anna", "CERT", TLP.AMBER)])
    amend(records, '[registries.cnnic]\nclearance = "green"', actor="anna")
    with pytest.raises(NotAllowedError, match="not allowed to decide the clearance of cnnic"):
        amend(records, '[registries.cnnic]\nclearance = "red"', actor="anna")
    assert get(records, "conficker").playbook.registry("cnnic").clearance is TLP.GREEN


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "said.toml:1: registries: is missing"),
        ("[registries]", "said.toml:1: registries: changes nothing"),
        ("[registries.nominet]", "said.toml:1: registries: changes nothing"),
        ("[registries.x]\nname = 'X'", "said.toml:1: registries.x: is no registry of this operation: see tidegate"),
        ("[registries]\nnominet = 1", "said.toml:2: registries.nominet: 1 is not a table"),
        ("[registries.nominet]\nsuffixes = ['uk']", "said.toml:2: registries.nominet.suffixes: unknown key; known: "),
        ("[registries.nominet]\nper_host = true", "said.toml:2: registries.nominet.per_host: unknown key; known: "),
        ("[registries.nominet]\ncan = []", "said.toml:2: registries.nominet.can: is empty"),
        ("[registries.nominet]\nlead_days = -1", "said.toml:2: registries.nominet.lead_days: -1 is not between"),
        ("[registries.nominet]\nclearance = 'PINK'", "said.toml:2: registries.nominet.clearance: 'PINK' is not a TLP"),
        ("[registries.nominet]\n\ncontact = 7", "said.toml:3: registries.nominet.contact: 7 is not a text"),
        ("[models]", "said.toml:1: models: unknown key; known: registries"),
        ("[registries", "said.toml:1: is not TOML: "),
    ],
)
def test_a_wrong_amendment_is_refused_with_file_line_key_and_reason(text, message):
    assert refusal(text).startswith(message)


@given(st.data())
def test_a_damaged_amendment_is_read_or_refused(data):
    begin = data.draw(st.integers(0, len(SAID)))
    end = data.draw(st.integers(begin, min(begin + 40, len(SAID))))
    text = SAID[:begin] + data.draw(st.text(max_size=8)) + SAID[end:]
    with suppress(FlawError):
        assert any(amending.parse(PLAYBOOK, text, "said.toml").values())

"""What SUNBURST's names tell. All domains here are made up, and the pings are those of a published list."""

from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tidegate.dga.decoders.sunburst import GAP, Domain, Piece, Ping, decode, decode_name, gather, join
from tidegate.errors import TidegateError

PING = "t99ed7j305ch2bk3c1q8.appsync-api.us-east-2.avsvmcloud.com"
PING_WITH_STATUS = "59jlueje4mvk494hqgad2ri.appsync-api.us-east-2.avsvmcloud.com"
WHOLE = "9veja46s18k4vipke2sd0brmuhd1r0ce2h.appsync-api.us-west-2.avsvmcloud.com"
PIECES = [
    "6baq77v69k8h31hiu07wrsp0l12vt01v.appsync-api.us-east-2.avsvmcloud.com",
    "jv3qsfrdhaqhpvpzuhr0covirsvu10i.appsync-api.us-east-2.avsvmcloud.com",
    "rfh3anlqatvvhkp5rmuhd1r0b2st.appsync-api.us-west-2.avsvmcloud.com",
]
TEXT = "a-very-long-name.internal.example.org"
VICTIM = "3007A52BCF61AE84"
LETTERS, SPECIALS = "rq3gsalt6u1iyfzop572d49bnx8cvmkewhj", "0_-."


def encoded(text):
    """The payload of a text, as the malware writes it."""
    return "".join(
        f"0{LETTERS[SPECIALS.index(letter)]}"
        if letter in SPECIALS
        else LETTERS[(LETTERS.index(letter) + 4) % len(LETTERS)]
        for letter in text
    )


def test_ping_tells_victim_and_time():
    time = datetime(2020, 6, 7, 9, 30, tzinfo=UTC)
    assert decode_name(PING) == Ping("0BBE7684F442ED93", time, flag=0, kind=1, status=None)
    assert decode_name(PING.upper()) == decode_name(PING)


def test_status_tells_what_guards_the_machine():
    ping = decode_name(PING_WITH_STATUS)
    assert ping.status == 0x0101
    assert ping.running == ("Windows Defender", "CrowdStrike")
    assert ping.stopped == ()
    assert decode([PING_WITH_STATUS])["running"] == ["Windows Defender", "CrowdStrike"]


def test_name_that_fits_in_one_piece_is_whole():
    assert decode([WHOLE])["text"] == "corp.example.com"
    assert decode([WHOLE])["complete"]


def test_pieces_come_in_any_order_and_more_than_once():
    assert decode(PIECES)["text"] == TEXT
    assert decode([PIECES[2], PIECES[0], PIECES[1], PIECES[0]])["text"] == TEXT
    assert decode(PIECES[::-1])["pieces"] == [35, 1, 0]


def test_names_of_several_victims_are_parted():
    mixed = [PIECES[0], PING, "example.com", PIECES[2], WHOLE, PING, PING_WITH_STATUS, PIECES[1]]
    assert gather(mixed) == [[PIECES[0], PIECES[2], PIECES[1]], [PING], [WHOLE], [PING_WITH_STATUS]]


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        ([0, 1], "a-very-long-name.internal."),
        ([1, 2], f"{GAP}ame.internal.example.org"),
        ([1], f"{GAP}ame.internal."),
    ],
)
def test_name_with_a_piece_missing_is_marked(kept, text):
    told = decode([PIECES[number] for number in kept])
    assert not told["complete"]
    assert told["text"] == text


def test_escape_that_is_cut_is_not_complete():
    domain = join([Piece(VICTIM, 0, encoded("abc")), Piece(VICTIM, 35, f"{encoded('de')}0")])
    assert domain == Domain(VICTIM, (0, 35), f"{encoded('abcde')}0", "abcde", complete=False)


@given(st.text(LETTERS + SPECIALS, min_size=1), st.data())
@example("a.b", None)
def test_text_comes_out_however_it_was_parted(text, data):
    payload = encoded(text)
    assume(not payload.startswith("00"))
    cuts = data.draw(st.sets(st.integers(1, len(payload)), max_size=34)) if data else {2}
    bounds = [0, *sorted(cuts), len(payload)]
    parts = [payload[begin:end] for begin, end in pairwise(bounds)]
    pieces = [Piece(VICTIM, number if number < len(parts) - 1 else 35, part) for number, part in enumerate(parts)]
    order = data.draw(st.permutations(pieces)) if data else pieces
    assert join(order).text == text
    assert join(order).complete


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["example.com"],
        ["w" * 20 + ".appsync-api.us-east-2.avsvmcloud.com"],
        [PING, PING],
        [PING, WHOLE],
        [WHOLE, PIECES[0]],
    ],
)
def test_names_that_do_not_belong_together_are_refused_without_telling_of_victims(names):
    with pytest.raises(TidegateError) as refused:
        decode(names)
    assert not any(name.split(".")[0] in str(refused.value) for name in names)


labels = st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=17, max_size=40)


@given(st.lists(labels.map("{}.appsync-api.eu-west-1.avsvmcloud.com".format) | st.text(), max_size=3))
def test_any_names_tell_something_or_are_refused(names):
    with suppress(TidegateError):
        assert decode(names)["type"] in {"P", "D"}

"""What a recipient finds out about an export that is not what was signed."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dns.export import signing
from tidegate.dns.export.request import Request
from tidegate.dns.export.run import export
from tidegate.dns.export.verification import parse, verify
from tidegate.dns.orders import plan
from tidegate.errors import TidegateError

DAY = date(2009, 4, 1)


@pytest.fixture
def received(home, operation, forecast, key, tmp_path):
    """A signed export, as it came."""
    forecast(DAY, c=["one.co.uk"])
    plan.run(home.lake, home.records, operation, "local")
    seal = signing.seal(key, None)
    return export(home, operation, Request("nominet", "csv"), tmp_path / "out", "local", seal).folder


def test_an_export_as_it_was_signed_is_believed(received, certificate):
    found = verify(received, certificate)
    assert found.signed.signer == "The group <group@example.org>"
    assert found.manifest == json.loads((received / "manifest.json").read_text())


def test_every_file_that_differs_is_named(received, certificate):
    file = received / "small-nominet.csv"
    file.write_bytes(file.read_bytes().replace(b"one", b"two"))
    (received / "more.csv").write_text("one.co.uk\n")
    with pytest.raises(TidegateError) as told:
        verify(received, certificate)
    assert str(told.value).splitlines() == [
        f"{file}: changed: its SHA-256 is another",
        f"{received / 'more.csv'}: not in the manifest",
    ]


def test_a_file_that_is_longer_or_gone_is_named(received, certificate):
    file = received / "small-nominet.csv"
    with file.open("ab") as end:
        end.write(b"x")
    with pytest.raises(TidegateError, match=r"small-nominet.csv: \d+ bytes, not \d+"):
        verify(received, certificate)
    file.unlink()
    with pytest.raises(TidegateError, match=r"small-nominet.csv: missing"):
        verify(received, certificate)


def test_a_changed_manifest_is_not_believed_whatever_its_files_are(received, certificate):
    manifest = received / "manifest.json"
    manifest.write_text(manifest.read_text().replace("TLP:AMBER", "TLP:CLEAR"))
    with pytest.raises(TidegateError, match=r"manifest.json.asc: not signed by The group"):
        verify(received, certificate)


@pytest.mark.parametrize("name", ["manifest.json", "manifest.json.asc"])
def test_without_manifest_or_signature_there_is_nothing_to_believe(received, certificate, name):
    (received / name).unlink()
    with pytest.raises(TidegateError, match=f"{name}: No such file"):
        verify(received, certificate)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
VALID = {
    **dict.fromkeys(("operation", "registry", "format", "made_at", "valid_from", "valid_until"), "x"),
    **dict.fromkeys(("serial", "names", "rendezvous", "exempted"), 1),
    "label": {"tlp": "TLP:AMBER", "pap": "PAP:GREEN", "compartments": []},
    "orders": ["nominet-2009-04-01"],
    "files": [{"name": "small.csv", "bytes": 1, "sha256": "0"}],
}


def flaw_of(text):
    """What is wrong with a manifest, or nothing."""
    try:
        parse(text, "m")
    except TidegateError as error:
        return str(error)
    return ""


@settings(deadline=None)
@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_whatever_is_no_manifest_is_refused_in_words(text):
    with pytest.raises(TidegateError, match=r"^manifest.json: "):
        parse(text, "manifest.json")


@settings(deadline=None)
@given(st.sampled_from(sorted(VALID)), JSON)
def test_a_manifest_with_anything_under_a_key_is_read_or_refused_with_the_key(key, value):
    text = json.dumps({**VALID, key: value}).encode()
    flaw = flaw_of(text)
    assert flaw.startswith(f"m: {key}") if flaw else parse(text, "m")[key] == value


@pytest.mark.parametrize("name", ["../small.csv", "/etc/passwd", "", ".", "..", "a/b", "a\0", "\ud800"])
def test_a_manifest_names_nothing_outside_its_folder(name):
    entry = {"name": name, "bytes": 1, "sha256": "0"}
    with pytest.raises(TidegateError, match=r"files\[0\]"):
        parse(json.dumps({**VALID, "files": [entry]}).encode(), "m")

"""A signature that its recipient can check with GnuPG as well, made with whatever key GnuPG has."""

import subprocess

import pysequoia
import pytest

from tidegate.dns.export import signing
from tidegate.errors import TidegateError

TEXT = b'{"serial": 2009032000}\n'


def test_who_has_the_certificate_learns_who_signed(key, certificate):
    made = signing.seal(key, None)(TEXT)
    signed = signing.check(TEXT, made, signing.certificates(certificate), "manifest.json.asc")
    assert signed.signer == "The group <group@example.org>"
    assert made.startswith(b"-----BEGIN PGP SIGNATURE-----")


def test_changed_text_and_other_signers_are_refused_by_name(key, certificate, tmp_path):
    made = signing.seal(key, None)(TEXT)
    with pytest.raises(TidegateError, match=r"it: not signed by The group <group@example.org> \([0-9a-f]{40}\)"):
        signing.check(TEXT + b" ", made, signing.certificates(certificate), "it")
    other = pysequoia.Tsk.generate("Somebody else").extract_certificate()
    with pytest.raises(TidegateError, match="it: not signed by Somebody else"):
        signing.check(TEXT, made, [other], "it")


@pytest.mark.parametrize("junk", [b"", b"junk", b"-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n"])
def test_what_is_no_key_certificate_or_signature_is_told_in_one_line(junk, certificate, tmp_path):
    file = tmp_path / "file.asc"
    file.write_bytes(junk)
    for ask in (
        lambda: signing.seal(file, None),
        lambda: signing.certificates(file),
        lambda: signing.check(TEXT, junk, signing.certificates(certificate), str(file)),
    ):
        with pytest.raises(TidegateError, match="no OpenPGP") as told:
            ask()
        assert str(told.value).startswith(str(file))
        assert "\n" not in str(told.value)


def test_a_certificate_alone_cannot_sign(certificate):
    with pytest.raises(TidegateError, match="the key cannot sign"):
        signing.seal(certificate, None)


@pytest.fixture
def gpg(tmp_path, program):
    """`gpg(...)`: run GnuPG with a keyring of its own."""
    path = program("gpg")
    ring = tmp_path / "ring"
    ring.mkdir(mode=0o700)

    def run(*words, **options):
        command = [path, "--homedir", str(ring), "--batch", "--quiet", "--pinentry-mode", "loopback", *words]
        return subprocess.run(command, capture_output=True, check=False, **options)

    yield run
    subprocess.run(["gpgconf", "--homedir", str(ring), "--kill", "all"], check=False)


@pytest.mark.peer
def test_gnupg_takes_a_signature_and_refuses_it_for_another_text(gpg, key, certificate, tmp_path):
    (tmp_path / "manifest.json").write_bytes(TEXT)
    (tmp_path / "manifest.json.asc").write_bytes(signing.seal(key, None)(TEXT))
    assert gpg("--import", certificate).returncode == 0
    good = gpg("--verify", tmp_path / "manifest.json.asc", tmp_path / "manifest.json")
    assert b"Good signature from" in good.stderr
    (tmp_path / "manifest.json").write_bytes(TEXT + b" ")
    assert gpg("--verify", tmp_path / "manifest.json.asc", tmp_path / "manifest.json").returncode == 1


@pytest.mark.peer
def test_a_key_of_gnupgs_signs_with_its_passphrase_and_not_without(gpg, tmp_path):
    words = ("--passphrase", "a tide gate")
    assert gpg(*words, "--quick-generate-key", "The group <group@example.org>", "ed25519", "sign").returncode == 0
    key, certificate = tmp_path / "key.asc", tmp_path / "cert.asc"
    key.write_bytes(gpg(*words, "--armor", "--export-secret-keys").stdout)
    certificate.write_bytes(gpg("--armor", "--export").stdout)
    made = signing.seal(key, "a tide gate")(TEXT)
    assert signing.check(TEXT, made, signing.certificates(certificate), "it").signer == "The group <group@example.org>"
    for wrong in (None, "a tide gat"):
        with pytest.raises(TidegateError, match=r"key\.asc: the key cannot sign"):
            signing.seal(key, wrong)


def test_a_passphrase_is_the_first_line_of_its_file(tmp_path):
    (tmp_path / "passphrase").write_text("a tide gate\r\nand a note\n")
    assert signing.passphrase(tmp_path / "passphrase") == "a tide gate"

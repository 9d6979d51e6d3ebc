"""Overlap: which names two operators both hold, without either showing the other its list.

Private set intersection on the elliptic-curve Diffie-Hellman scheme (Angelou et al., Asymmetric private set
intersection with applications to contact tracing and private vertical federated machine learning, 2020), by the library
openmined-psi. The asker sends its names, each a point under its own key; the holder puts its key on them, and sends its
own names under that key; the asker takes its key off again and compares. Each side makes a new key for every question.

What stays hidden: all names that are not common, from the other side and from whoever reads the files on their way.
What does not: how many names each side has; to the asker, which of the names that it asked about the holder has (the
holder learns none; ask in both directions for that). And as anybody can compute a botnet's names, an asker can put all
of them into its question: `most` bounds how many one question may hold, and who may ask at all is for people to decide.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tidegate.errors import TidegateError

MOST = 100_000
"""How many names one question may hold where nothing else is said: ten seconds' work for either side."""
_ASKED, _ANSWERED = b"tidegate-overlap-question-1\n", b"tidegate-overlap-answer-1\n"
_DIGEST = hashlib.sha256().digest_size


@dataclass(frozen=True)
class Question:
    """A question as it is sent (`message`), and what the asker keeps to read the answer: its names and `key`, which
    must stay private."""

    names: tuple[str, ...]
    key: bytes
    message: bytes


def ask(names: Iterable[str]) -> Question:
    """The question which of `names` the other side has. TidegateError where there are none."""
    wanted = tuple(sorted(set(names)))
    if not wanted:
        raise TidegateError("there are no names to ask about")
    client = _psi().client.CreateWithNewKey(True)
    return Question(wanted, client.GetPrivateKeyBytes(), _ASKED + client.CreateRequest(wanted).SerializeToString())


def answer(message: bytes, names: Iterable[str], file: str, most: int = MOST) -> bytes:
    """The answer to the question in `message`, which stands in `file`, of a side that has `names`.

    TidegateError where `message` is no question, or one of more than `most` names.
    """
    psi = _psi()
    request = _parsed(psi.Request(), _body(message, _ASKED, file, "question"), file)
    if not request.reveal_intersection or not request.encrypted_elements:
        raise TidegateError(f"{file}: is no question about names")
    asked = len(request.encrypted_elements)
    if asked > most:
        raise TidegateError(f"{file}: asks about {asked:,} names, more than the {most:,} that one question may hold")
    server = psi.server.CreateWithNewKey(True)
    try:
        response = server.ProcessRequest(request).SerializeToString()
    except RuntimeError:
        raise TidegateError(f"{file}: holds what is no encrypted name") from None
    setup = server.CreateSetupMessage(1e-9, asked, sorted(set(names)), psi.DataStructure.RAW).SerializeToString()
    length = len(response).to_bytes(8, "big")
    body: bytes = length + response + setup
    return _ANSWERED + hashlib.sha256(message).digest() + body


def common(question: Question, message: bytes, file: str) -> list[str]:
    """The names of `question` that the side has whose answer stands in `file`, in order.

    TidegateError where `message` is no answer, or one to another question.
    """
    psi = _psi()
    body = _body(message, _ANSWERED, file, "answer")
    if body[:_DIGEST] != hashlib.sha256(question.message).digest():
        raise TidegateError(f"{file}: answers another question")
    begin = _DIGEST + 8
    end = begin + int.from_bytes(body[_DIGEST:begin], "big")
    response = _parsed(psi.Response(), body[begin:end], file)
    setup = _parsed(psi.ServerSetup(), body[end:], file)
    if len(response.encrypted_elements) != len(question.names):
        raise TidegateError(f"{file}: answers {len(response.encrypted_elements)} names, not {len(question.names)}")
    client = psi.client.CreateFromKey(question.key, True)
    try:
        places: Sequence[int] = client.GetIntersection(setup, response)
    except RuntimeError:
        raise TidegateError(f"{file}: holds what is no encrypted name") from None
    return [question.names[place] for place in sorted(places)]


def _body(message: bytes, head: bytes, file: str, what: str) -> bytes:
    if not message.startswith(head):
        raise TidegateError(f"{file}: is no {what} of `tidegate overlap`")
    return message[len(head) :]


def _parsed(message: Any, body: bytes, file: str) -> Any:
    from google.protobuf.message import DecodeError

    try:
        message.ParseFromString(body)
    except DecodeError:
        raise TidegateError(f"{file}: is damaged") from None
    return message


def _psi() -> Any:
    try:
        import private_set_intersection.python as psi
    except ImportError:
        raise TidegateError(
            "private comparison needs the library openmined-psi: pip install 'tidegate[overlap]'"
        ) from None
    return psi

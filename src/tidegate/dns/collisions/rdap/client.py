"""One question to one RDAP service over HTTP (RFC 7480, 9082)."""

import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2

from tidegate.dns.collisions.rdap.answer import Answer, read
from tidegate.dns.collisions.sinkholes.known import KnownSinkholes
from tidegate.errors import TidegateError

_LARGEST = 1 << 20
_MOST_REDIRECTS = 3
_HEADERS = {"Accept": "application/rdap+json, application/json;q=0.5", "User-Agent": "tidegate"}
_BUSY = (429, 503)


@dataclass(frozen=True)
class Reply:
    """What came of a question: an answer; or `busy`, with the seconds after which the service wants to be asked again
    where it says so; or a flaw in words."""

    answer: Answer | None = None
    busy: bool = False
    retry_after: float | None = None
    flaw: str = ""


class Client:
    """Asks RDAP services; at most `timeout` seconds for each question, redirects included."""

    def __init__(self, sinkholes: KnownSinkholes, timeout: float = 20) -> None:
        self._sinkholes, self._timeout = sinkholes, timeout
        self._http = httpx2.Client(timeout=timeout, headers=_HEADERS, follow_redirects=False, trust_env=False)

    def ask(self, service: str, name: str) -> Reply:
        """Ask `service` (base URL with the last slash) for the domain `name`. Whatever comes back is a reply."""
        try:
            return self._ask(f"{service}domain/{name}", name, time.monotonic() + self._timeout)
        except httpx2.TimeoutException:
            return Reply(flaw="no answer in time")
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            return Reply(flaw=f"cannot be asked: {error or type(error).__name__}")
        except TidegateError as error:
            return Reply(flaw=str(error))

    def close(self) -> None:
        self._http.close()

    def _ask(self, url: str, name: str, until: float) -> Reply:
        for _ in range(_MOST_REDIRECTS + 1):
            request = self._http.build_request("GET", url)
            with closing(self._http.send(request, stream=True)) as response:
                if response.has_redirect_location:
                    url = _redirected(response)
                    continue
                return self._reply(response, name, until)
        return Reply(flaw=f"more than {_MOST_REDIRECTS} redirects")

    def _reply(self, response: httpx2.Response, name: str, until: float) -> Reply:
        if response.status_code == 200:
            return Reply(read(_body(response, until), name, self._sinkholes))
        if response.status_code == 404:
            return Reply(Answer(name, registered=False))
        if response.status_code in _BUSY:
            return Reply(busy=True, retry_after=_seconds(response.headers.get("Retry-After")))
        return Reply(flaw=f"answers with status {response.status_code}")


def _redirected(response: httpx2.Response) -> str:
    """Where a redirect leads; TidegateError where it gives up encryption."""
    target = response.url.join(response.headers["Location"])
    if target.scheme != "https" and response.url.scheme == "https":
        raise TidegateError(f"redirects to {target.scheme}, without encryption")
    return str(target)


def _body(response: httpx2.Response, until: float) -> bytes:
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > _LARGEST:
            raise TidegateError(f"the answer is larger than {_LARGEST:,} bytes")
        if time.monotonic() > until:
            raise TidegateError("no answer in time")
    return bytes(body)


def _seconds(text: str | None) -> float | None:
    """What Retry-After says, in seconds: a number, or a date (RFC 9110, 10.2.3)."""
    if text is None:
        return None
    if text.strip().isdigit():
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() - datetime.now(UTC).timestamp())

"""The connection to a registry's EPP server: TCP and TLS with certificates verified, and nothing of the protocol."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tidegate.errors import TidegateError
from tidegate.exchange.epp.errors import LostError, StopError

PORT = 700
_CHUNK = 64 * 1024
_FAREWELL = 2.0
"""Seconds that a server may take over the end of TLS."""


@dataclass(frozen=True)
class Server:
    """Where the server is, by whose certificates it is known (`ca`: a file; None: the system's), the certificate that
    we show where it wants one, and for how many seconds it may be silent."""

    host: str
    port: int = PORT
    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None
    timeout: float = 60.0

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"

    def context(self) -> ssl.SSLContext:
        """TLS 1.2 or later, with the server's certificate and name verified; TidegateError for a file that is none."""
        try:
            made = ssl.create_default_context(cafile=self.ca)
        except (OSError, ssl.SSLError) as error:
            raise TidegateError(f"{self.ca}: no certificates can be read: {_reason(error)}") from None
        if self.certificate:
            try:
                made.load_cert_chain(self.certificate, self.key, password=_no_passphrase)
            except (OSError, ssl.SSLError, ValueError) as error:
                files = f"{self.certificate} with {self.key}" if self.key else str(self.certificate)
                raise TidegateError(f"{files}: no certificate and key: {_reason(error)}") from None
        return made


class Wire:
    """An open connection. Everything raises LostError when it breaks, or is silent for too long."""

    def __init__(self, server: Server, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._server, self._reader, self._writer = server, reader, writer

    async def read(self) -> bytes:
        """What came, once something came."""
        with _told_as_lost(self._server):
            data = await asyncio.wait_for(self._reader.read(_CHUNK), self._server.timeout)
        if not data:
            raise LostError(f"{self._server} closed the connection")
        return data

    async def write(self, data: bytes) -> None:
        """Send `data`."""
        with _told_as_lost(self._server):
            self._writer.write(data)
            await asyncio.wait_for(self._writer.drain(), self._server.timeout)

    async def close(self) -> None:
        """Take leave, without waiting long."""
        with suppress(OSError, TimeoutError):
            self._writer.close()
            await asyncio.wait_for(self._writer.wait_closed(), _FAREWELL)


@asynccontextmanager
async def connected(server: Server, context: ssl.SSLContext) -> AsyncIterator[Wire]:
    """A connection to `server`, closed in the end; StopError where its certificate is not the right one."""
    try:
        with _told_as_lost(server):
            opening = asyncio.open_connection(server.host, server.port, ssl=context)
            wire = Wire(server, *await asyncio.wait_for(opening, server.timeout))
    except ssl.SSLCertVerificationError as error:
        raise StopError(f"{server}: its certificate is refused: {error.verify_message}") from None
    try:
        yield wire
    finally:
        await wire.close()


@contextmanager
def _told_as_lost(server: Server) -> Iterator[None]:
    """What breaks inside is told as a lost connection."""
    try:
        yield
    except TimeoutError:
        raise LostError(f"{server} was silent for {server.timeout:g} seconds") from None
    except ssl.SSLCertVerificationError:
        raise
    except OSError as error:
        raise LostError(f"{server}: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return error.reason or "TLS failed"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _no_passphrase() -> str:
    raise ValueError("the key is protected by a passphrase, and nobody is here to type one")

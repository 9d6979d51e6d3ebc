"""DNS over UDP and TCP: any well-formed question is a check-in, and is answered as the zone says once it is durable."""

import asyncio
import socket

from tidegate.sinkhole import datagrams
from tidegate.sinkhole.conversation import BACKLOG, Conversation, endpoint
from tidegate.sinkhole.counters import Drop
from tidegate.sinkhole.datagrams import Datagrams
from tidegate.sinkhole.desk import Desk
from tidegate.sinkhole.listeners import Stop
from tidegate.sinkhole.message import MalformedError
from tidegate.sinkhole.record import pack
from tidegate.sinkhole.sighting import Protocol

NAME = "dns"
KINDS = (socket.SOCK_DGRAM, socket.SOCK_STREAM)
MAX_QUERY = 4096
"""Bytes of a longest query over TCP."""
_UDP, _TCP = int(Protocol.DNS_UDP), int(Protocol.DNS_TCP)
_Answer = tuple[bytes, bytes]
UDP, TCP = Protocol.DNS_UDP.word, Protocol.DNS_TCP.word


async def listen(bound: socket.socket, desk: Desk) -> Stop:
    """Take questions from `bound`, of either kind, until the returned function is called."""
    loop = asyncio.get_running_loop()
    if bound.type == socket.SOCK_STREAM:
        server = await loop.create_server(lambda: DnsConversation(desk), sock=bound, backlog=BACKLOG)
        return server.close
    loop.add_reader(bound, DatagramQuestions(bound, desk).readable)

    def stop() -> None:
        loop.remove_reader(bound)

    return stop


class DatagramQuestions:
    """Questions that come as datagrams to `bound`, whose address is the one that they were sent to."""

    def __init__(self, bound: socket.socket, desk: Desk) -> None:
        self._datagrams, self._desk = Datagrams(bound), desk
        self._said = desk.nameserver.datagram
        self._destination, self._port = endpoint(bound.getsockname())

    def readable(self) -> None:
        """Take what the kernel has; all of it is one entry of the journal."""
        now = self._desk.clock()
        records: list[bytes] = []
        answers: list[_Answer] = []
        for query, sender in self._datagrams.receive():
            self._take(now, query, sender, records, answers)
        if records:
            self._desk.journal.append(records, answers, self._send)

    def _take(self, now: int, query: bytes, sender: bytes, records: list[bytes], answers: list[_Answer]) -> None:
        number = query[:2]
        try:
            name, type_, verdict, answer = self._said(query[2:], now)
        except MalformedError as error:
            self._desk.counters.drop(UDP, Drop.MALFORMED)
            return self._send([(number + error.reply[2:], sender)] if error.reply else None)
        source, port = datagrams.endpoint(sender)
        records.append(pack(now, _UDP, source, port, self._destination, self._port, name, type_, b"", verdict))
        answers.append((number + answer, sender))
        return None

    def _send(self, answers: list[_Answer] | None) -> None:
        unsent = self._datagrams.send(answers or ())
        if unsent:
            self._desk.counters.drop(UDP, Drop.UNSENT, unsent)


class DnsConversation(Conversation):
    """One client's connection: questions, each with its length before it."""

    __slots__ = ("_desk",)
    where = TCP

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.connections)
        self._desk = desk

    def take(self, data: bytes) -> bytes:
        """Take each whole question."""
        while len(data) >= 2 and not self.last:
            end = 2 + (data[0] << 8 | data[1])
            if end > MAX_QUERY:
                self.refuse(Drop.TOO_LARGE)
            if len(data) < end or self.last:
                return data
            self._take_query(data[2:end])
            data = data[end:]
        return data

    def _take_query(self, query: bytes) -> None:
        desk = self._desk
        now = desk.clock()
        try:
            said = desk.nameserver.stream(query[2:], now)
        except MalformedError:
            return self.refuse(Drop.MALFORMED)
        if not self.ask():
            return None
        packed = pack(
            now,
            _TCP,
            self.source,
            self.source_port,
            self.destination,
            self.destination_port,
            said.name,
            said.type,
            b"",
            said.verdict,
        )
        answer = query[:2] + said.answer
        desk.journal.append((packed,), len(answer).to_bytes(2, "big") + answer, self.answer)
        return None

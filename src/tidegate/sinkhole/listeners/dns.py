"""DNS over UDP and TCP: any well-formed question is a check-in, and is answered as the zone says once it is durable."""

import asyncio
import socket
from functools import lru_cache

from tidegate.sinkhole import datagrams, record
from tidegate.sinkhole.conversation import BACKLOG, Conversation, endpoint
from tidegate.sinkhole.counters import Drop
from tidegate.sinkhole.datagrams import Datagrams
from tidegate.sinkhole.desk import Desk
from tidegate.sinkhole.listeners import Stop
from tidegate.sinkhole.message import MalformedError
from tidegate.sinkhole.nameserver import Said
from tidegate.sinkhole.sighting import Protocol

NAME = "dns"
KINDS = (socket.SOCK_DGRAM, socket.SOCK_STREAM)
MAX_QUERY = 4096
"""Bytes of a longest query over TCP."""
_REMEMBERED = 16_384
"""Senders whose address is not written out anew."""
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
        self._destination = endpoint(bound.getsockname())
        self._ends = lru_cache(_REMEMBERED)(self._between)

    def readable(self) -> None:
        """Take what the kernel has; all of it is one entry of the journal."""
        now = self._desk.clock()
        known, ends = self._desk.nameserver.known(now), self._ends
        seen_at = record.SEEN_AT.pack(now)
        records: list[bytes] = []
        answers: list[bytes] = []
        senders: list[bytes] = []
        for query, sender in self._datagrams.receive():
            said = known.get(query[2:]) or self._read(query, sender, now)
            if said:
                records.append(seen_at + ends(sender) + said[0])
                answers.append(query[:2] + said[1])
                senders.append(sender)
        if records:
            self._desk.journal.append(records, (answers, senders), self._answer)

    def _read(self, query: bytes, sender: bytes, now: int) -> Said | None:
        """What to say to a query that did not come before; what is none has its reply at once, if it deserves one."""
        try:
            return self._desk.nameserver.datagram(query[2:], now)
        except MalformedError as error:
            self._desk.counters.drop(UDP, Drop.MALFORMED)
            if error.reply:
                self._send([query[:2] + error.reply[2:]], [sender])
            return None

    def _between(self, sender: bytes) -> bytes:
        return record.pack_ends(Protocol.DNS_UDP, *datagrams.endpoint(sender), *self._destination)

    def _answer(self, durable: tuple[list[bytes], list[bytes]] | None) -> None:
        if durable:
            self._send(*durable)

    def _send(self, answers: list[bytes], receivers: list[bytes]) -> None:
        unsent = self._datagrams.send(answers, receivers)
        if unsent:
            self._desk.counters.drop(UDP, Drop.UNSENT, unsent)


class DnsConversation(Conversation):
    """One client's connection: questions, each with its length before it."""

    __slots__ = ("_desk",)
    where, protocol = TCP, Protocol.DNS_TCP

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
        answer = query[:2] + said.answer
        packed = record.pack(now, self.ends, said.content)
        desk.journal.append((packed,), len(answer).to_bytes(2, "big") + answer, self.answer)
        return None

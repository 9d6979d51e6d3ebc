"""Asking a resolver that misbehaves: what is not the answer changes nothing, and what fails is asked again."""

import asyncio
import time

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest
import uvloop

from tidegate.dns.probe.answer import MALFORMED, TIMEOUT, TRUNCATED, Answer, Question
from tidegate.dns.probe.asker import Asker
from tidegate.dns.probe.flight import Flight, Lane
from tidegate.dns.probe.pace import Pace
from tidegate.dns.probe.resolver import Resolver
from tidegate.dns.probe.window import MOST
from tidegate.errors import TidegateError

NAME = "abcd.co.uk"
RIGHT, WRONG = "192.0.2.1", "203.0.113.66"
HASTE = (0.3, 0.3, 0.3)


def reply(query, address=RIGHT, rcode="NOERROR", flags=0):
    """A well-made answer to `query`."""
    response = dns.message.make_response(dns.message.from_wire(query))
    response.set_rcode(dns.rcode.from_text(rcode))
    response.flags |= flags
    if rcode == "NOERROR":
        response.answer.append(dns.rrset.from_text(response.question[0].name, 60, "IN", "A", address))
    return response.to_wire()


def denial(query):
    response = dns.message.from_wire(reply(query, rcode="NXDOMAIN"))
    response.authority.append(dns.rrset.from_text("co.uk.", 60, "IN", "SOA", "ns.uk. root.uk. 1 2 3 4 5"))
    return response.to_wire()


def with_id(message, id):
    return id.to_bytes(2, "big") + message[2:]


def in_turn(*behaviours):
    """The first behaviour for the first query, and so on; the last for all that follow."""
    left = list(behaviours)

    def answer(query):
        behaviour = left.pop(0) if len(left) > 1 else left[0]
        return behaviour(query)

    return answer


def silence(query):
    return []


def right(query):
    return [reply(query)]


def ask(server, patience=HASTE, rate=10_000.0, question=None):
    """Answer, attempts, and the asker as it was left."""

    async def main():
        async with Asker(rate, patience) as asker:
            answer, attempts = await asker.ask(question or Question(NAME), server.resolver, Lane(Pace(rate)))
            return answer, attempts, asker

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(main())


def test_an_answer_is_read(stand_in):
    assert ask(stand_in(right))[:2] == (Answer("NOERROR", addresses=(RIGHT,)), 1)
    assert ask(stand_in(lambda query: [denial(query)]))[0] == Answer("NXDOMAIN", zone="co.uk")


def test_silence_is_asked_again_and_then_called_so(stand_in):
    server = stand_in(silence)
    answer, attempts, _ = ask(server)
    assert (answer.rcode, attempts, len(server.asked)) == (TIMEOUT, 3, 3)


def test_every_attempt_has_another_id(stand_in):
    server = stand_in(silence)
    ask(server, patience=(0.1,) * 8)
    assert len({query[:2] for query in server.asked}) > 4


def test_a_lost_answer_is_asked_for_again(stand_in):
    assert ask(stand_in(in_turn(silence, right)))[:2] == (Answer("NOERROR", addresses=(RIGHT,)), 2)


def test_an_answer_with_another_id_changes_nothing(stand_in):
    def forged_first(query):
        forged = reply(query, WRONG)
        return [with_id(forged, int.from_bytes(query[:2], "big") ^ 1), reply(query)]

    answer, attempts, asker = ask(stand_in(forged_first))
    assert (answer.addresses, attempts, asker.strays) == ((RIGHT,), 1, 1)


def test_an_answer_to_another_question_changes_nothing(stand_in):
    def other_first(query):
        other = dns.message.make_query("other.co.uk", "A", id=int.from_bytes(query[:2], "big"))
        return [reply(other.to_wire(), WRONG), reply(query)]

    answer, _, asker = ask(stand_in(other_first))
    assert (answer.addresses, asker.strays) == ((RIGHT,), 1)


def test_an_answer_from_another_address_never_arrives(stand_in):
    server = stand_in(right, elsewhere=lambda query: [reply(query, WRONG)])
    answer, _, asker = ask(server)
    assert (answer.addresses, asker.strays) == ((RIGHT,), 0)


def test_a_second_answer_changes_nothing(stand_in):
    answer, _, _ = ask(stand_in(lambda query: [reply(query), reply(query, WRONG)]))
    assert answer.addresses == (RIGHT,)


def test_garbage_does_not_keep_the_answer_away(stand_in):
    answer, attempts, _ = ask(stand_in(lambda query: [b"", query[:5], query, reply(query)[:-3], reply(query)]))
    assert (answer.addresses, attempts) == ((RIGHT,), 1)


def test_nothing_but_garbage_is_called_so(stand_in):
    answer, attempts, _ = ask(stand_in(lambda query: [reply(query)[:-3]]))
    assert (answer.rcode, attempts) == (MALFORMED, 3)


def test_a_cut_answer_is_asked_for_by_tcp(stand_in):
    server = stand_in(lambda query: [reply(query, WRONG, flags=dns.flags.TC)], tcp=right)
    assert ask(server)[0].addresses == (RIGHT,)


def test_a_cut_answer_that_tcp_does_not_mend_is_called_so(stand_in):
    server = stand_in(lambda query: [reply(query, WRONG, flags=dns.flags.TC)])
    assert ask(server)[0].rcode == TRUNCATED


def test_garbage_by_tcp_is_no_answer(stand_in):
    server = stand_in(lambda query: [reply(query, flags=dns.flags.TC)], tcp=lambda query: [b"\0" * 20])
    assert ask(server)[0].rcode == TRUNCATED


def test_a_failure_of_the_server_is_asked_again(stand_in):
    server = stand_in(in_turn(lambda query: [reply(query, rcode="SERVFAIL")], right))
    assert ask(server)[:2] == (Answer("NOERROR", addresses=(RIGHT,)), 2)


def test_a_refusal_is_taken_for_an_answer(stand_in):
    answer, attempts, _ = ask(stand_in(lambda query: [reply(query, rcode="REFUSED")]))
    assert (answer.rcode, attempts) == ("REFUSED", 1)


def test_a_server_that_cannot_read_edns_is_asked_without(stand_in):
    def old(query):
        if dns.message.from_wire(query).edns >= 0:
            return [query[:2] + b"\x81\x81" + bytes(8)]  # FORMERR, and nothing repeated
        return [reply(query)]

    assert ask(stand_in(old))[:2] == (Answer("NOERROR", addresses=(RIGHT,)), 2)


def test_nobody_at_the_port_is_known_before_patience_ends(stand_in):
    server = stand_in(silence)
    server.close()
    began = time.monotonic()
    answer, _, _ = ask(server, patience=(2.0, 2.0, 2.0))
    assert answer.rcode == TIMEOUT
    assert time.monotonic() - began < 6


def test_questions_leave_at_the_stated_rate(stand_in):
    """Twenty questions at 100 a second, two of them together, need at least 180 milliseconds."""
    server = stand_in(right)

    async def main():
        async with Asker(100.0) as asker:
            lane = Lane(Pace(1e9))
            await asyncio.gather(*(asker.ask(Question(NAME), server.resolver, lane) for _ in range(20)))

    began = time.monotonic()
    asyncio.run(main())
    assert time.monotonic() - began >= 0.175


def test_a_burst_does_not_drown_a_resolver_that_takes_its_time(stand_in):
    """All 2,000 want to be asked at once: few are ever out together, so its socket loses few, which are asked again."""
    out = most = 0

    def watched(query):
        nonlocal out, most
        out += 1
        most = max(most, out)
        return right(query)

    server = stand_in(watched)

    async def main():
        nonlocal out
        async with Asker(1e9, (5.0, 10.0, 20.0)) as asker:
            lane = Lane(Pace(1e9))

            async def one():
                nonlocal out
                answer, _ = await asker.ask(Question(NAME), server.resolver, lane)
                out -= 1
                return answer.addresses == (RIGHT,)

            return await asyncio.gather(*(one() for _ in range(2_000)))

    assert all(asyncio.run(main()))
    assert most <= MOST
    assert len(server.asked) < 2_200


def test_a_registry_is_asked_at_its_own_rate_and_holds_up_nobody(stand_in):
    """Three questions at 10 a second take 0.2 seconds; meanwhile another registry is asked for all of its names."""
    server = stand_in(right)
    slow, quick = Lane(Pace(10.0)), Lane(Pace(1e9))

    async def main():
        async with Asker(1e9) as asker:
            ended = []

            async def one(lane, who):
                await asker.ask(Question(NAME), server.resolver, lane)
                ended.append(who)

            began = time.monotonic()
            await asyncio.gather(*(one(slow, "slow") for _ in range(3)), *(one(quick, "quick") for _ in range(50)))
            return ended, time.monotonic() - began

    ended, seconds = asyncio.run(main())
    assert ended[-2:] == ["slow", "slow"]
    assert seconds >= 0.2


def test_one_server_is_never_asked_faster_than_it_bears(stand_in):
    server = stand_in(right)

    async def main():
        async with Asker(1e9, server_rate=50.0) as asker:
            lanes = [Lane(Pace(1e9)) for _ in range(2)]
            await asyncio.gather(*(asker.ask(Question(NAME), server.resolver, lane) for lane in lanes * 5))

    began = time.monotonic()
    asyncio.run(main())
    assert time.monotonic() - began >= 0.17


def test_where_one_server_is_silent_the_next_is_asked(stand_in):
    dead, alive = stand_in(silence), stand_in(right)

    async def main():
        async with Asker(1e9, HASTE) as asker:
            landed = asyncio.get_running_loop().create_future()
            to = [dead.resolver, alive.resolver]
            flight = Flight(Question(NAME), to, lambda flight, answer: landed.set_result((flight.server, answer)))
            asker.put(flight, Lane(Pace(1e9)))
            return await landed

    who, answer = asyncio.run(main())
    assert (who, answer.addresses) == (alive.resolver, (RIGHT,))


def test_a_registrys_server_is_asked_without_recursion_and_for_its_signatures(stand_in):
    server = stand_in(right)

    async def main():
        async with Asker(1e9) as asker:
            for recursive in (True, False):
                await asker.ask(Question(NAME), server.resolver, Lane(Pace(1e9)), recursive)

    asyncio.run(main())
    resolver, registry = map(dns.message.from_wire, server.asked)
    assert (resolver.flags, bool(resolver.ednsflags & dns.flags.DO)) == (dns.flags.RD | dns.flags.AD, False)
    assert (registry.flags, bool(registry.ednsflags & dns.flags.DO)) == (0, True)


def test_a_server_to_which_there_is_no_way_is_named():
    async def main():
        async with Asker(1.0) as asker:
            asker.reach(Resolver("255.255.255.255", 53))

    with pytest.raises(TidegateError, match=r"255\.255\.255\.255:53 cannot be asked"):
        asyncio.run(main())

"""What the kernel drops."""

import socket

from tidegate.sinkhole import kernel

TABLE = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  123: 0100007F:1234 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 111 2 0000000000000000 5
  124: 0100007F:1235 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 222 2 0000000000000000 70
"""


def test_only_our_sockets_drops_count():
    assert kernel.drops(TABLE, {"111"}) == 5
    assert kernel.drops(TABLE, {"111", "222"}) == 75
    assert kernel.drops(TABLE, set()) == 0


def test_datagrams_beyond_the_sockets_buffer_are_found():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bound, socket.socket(type=socket.SOCK_DGRAM) as client:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        bound.bind(("127.0.0.1", 0))
        assert kernel.dropped([bound]) == 0
        for _ in range(50):
            client.sendto(b"x" * 500, bound.getsockname())
        assert kernel.dropped([bound]) > 0

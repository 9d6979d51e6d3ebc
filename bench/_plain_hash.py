"""Generators that hash, as plain scripts."""

import hashlib
from collections.abc import Iterator
from datetime import date

_WORD = 2**32


def chinad(day: date) -> Iterator[str]:
    letters, tlds = "abcdefghijklmnopqrstuvwxyz0123456789", ["com", "org", "net", "biz", "info", "ru", "cn"]
    for n in range(256):
        message = bytes([day.year % 100, day.month, day.day, n]) + bytes(12)
        digest = hashlib.sha1(message, usedforsecurity=False).digest()
        turned = b"".join(digest[at : at + 4][::-1] for at in range(0, 20, 4))
        yield "".join(letters[octet % 36] for octet in turned[:16]) + "." + tlds[turned[16] % 7]


def dyre(day: date) -> Iterator[str]:
    tlds = ["cc", "ws", "to", "in", "hk", "cn", "tk", "so"]
    for n in range(1000):
        digest = hashlib.sha256(f"{day.year}-{day.month}-{day.day}{n}".encode()).hexdigest()
        yield chr(97 + n % 26) + digest[3:36] + "." + tlds[n % 8]


def newgoz(day: date) -> Iterator[str]:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    key = (0x35190501).to_bytes(4, "little")
    for k in range(1000):
        message = k.to_bytes(4, "little") + day.year.to_bytes(2, "little") + key
        message += day.month.to_bytes(2, "little") + key + day.day.to_bytes(2, "little") + key
        digest = hashlib.md5(message, usedforsecurity=False).digest()
        name = ""
        for at in range(0, 16, 4):
            word, part = int.from_bytes(digest[at : at + 4], "little"), ""
            while word:
                word, digit = divmod(word, 36)
                part = digits[digit] + part
            name += part or "0"
        yield name + "." + ("com" if k % 4 == 0 else "org" if k % 3 == 0 else "biz" if k % 2 == 0 else "net")


def pushdo(day: date) -> Iterator[str]:
    first, second, third = "bcdfghjklmnpqrstvwx", "aeiou", "zxtsrqpnmlkgfdc"
    lengths = [31, 29 if day.year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    today = day.day + sum(lengths[: day.month - 1]) + 365 * (day.year - day.year // 4) + 366 * (day.year // 4)

    def syllable(byte: int) -> str:
        text = first[byte % 19] + second[(byte + 1) % 256 % 5]
        after = (byte + 2) % 256
        if text[1] == "e" and after & 7:
            return text + "aio"[after % 3]
        return text + third[(byte + 3) % 256 % 15] if after & 1 else text

    for number in [*range(today, today - 31, -1), *range(today + 1, today + 15)]:
        r = number
        for _ in range(30):
            digest = hashlib.md5(r.to_bytes(4, "little"), usedforsecurity=False).digest()
            r = int.from_bytes(digest[:4], "little")
            length, name = (r & 3) + 9, ""
            for byte in digest:
                name += syllable(byte)
                if len(name) >= length:
                    break
            yield name[:length] + ".com"
            r = (r + 1) % _WORD

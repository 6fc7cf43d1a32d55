"""Files spoilt by chance: bits flipped, chunks cut, swapped and repeated; in archives, parts spoilt and zipped again.

Everything hangs on the `Random` that is handed in, so what went wrong can be made again.
"""

import re
from collections.abc import Callable
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

type Mutator = Callable[[bytes, Random], bytes]

NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
TAG = re.compile(rb"<[^<>]{1,300}>")
QUOTED = re.compile(rb'"[^"<>]{0,200}"')
ODD_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"255",
    b"65536",
    b"2147483648",
    b"99999999999",
    b"1e999",
    b"NaN",
    b"",
    b"1.5",
    b"9" * 400,
)
ODD_WORDS = (
    b"",
    b" ",
    b"\0",
    b"\xff\xfe",
    b"\xc3\xa6",
    b"\xf0\x9f\x98\x80",
    b"x" * 30_000,
    b"&amp;",
    b"&#0;",
    b"#REF!",
    b"\xed\xa0\x80",
    b"<",
    b'"',
)


def flip(data: bytes, random: Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(random.choice((1, 2, 8, 50))):
        spoilt[random.randrange(len(spoilt))] ^= 1 << random.randrange(8)
    return bytes(spoilt)


def cut(data: bytes, random: Random) -> bytes:
    """The end, the beginning, or something from the middle."""
    first, last = _range(data, random)
    return random.choice((data[:first], data[last:], data[:first] + data[last:]))


def swap(data: bytes, random: Random) -> bytes:
    first, middle, other, last = sorted(random.randrange(len(data) + 1) for _ in range(4))
    return data[:first] + data[other:last] + data[middle:other] + data[first:middle] + data[last:]


def repeat(data: bytes, random: Random) -> bytes:
    first, last = _range(data, random)
    times = random.choice((2, 3, 20, max(2, 200_000 // (last - first + 1))))
    return data[:first] + data[first:last] * times + data[last:]


def overwrite(data: bytes, random: Random) -> bytes:
    first, last = _range(data, random)
    junk = random.choice((bytes(last - first), random.randbytes(min(last - first, 1000)), random.choice(ODD_WORDS)))
    return data[:first] + junk + data[last:]


def renumber(data: bytes, random: Random) -> bytes:
    return _replaced(data, NUMBER, ODD_NUMBERS, random)


def reword(data: bytes, random: Random) -> bytes:
    return _replaced(data, QUOTED, [b'"' + odd + b'"' for odd in ODD_WORDS], random)


def untag(data: bytes, random: Random) -> bytes:
    """A tag away, or another of the file's own in its place."""
    tags = TAG.findall(data)
    return _replaced(data, TAG, [b"", *random.sample(tags, min(5, len(tags)))], random)


def nest(data: bytes, random: Random) -> bytes:
    """What stands between two tags, many times within itself."""
    tags = list(TAG.finditer(data))
    if len(tags) < 2:
        return repeat(data, random)
    place = random.randrange(len(tags) - 1)
    start, end = tags[place].start(), tags[min(place + random.randrange(1, 30), len(tags) - 1)].end()
    depth = random.choice((2, 30, 300))
    return data[:start] + data[start:end] * depth + data[end:]


def _range(data: bytes, random: Random) -> tuple[int, int]:
    """A short or a long one."""
    first = random.randrange(len(data))
    return first, min(len(data), first + random.choice((1, 4, 50, 1000, len(data))))


def _replaced(data: bytes, pattern: re.Pattern[bytes], odd: tuple[bytes, ...] | list[bytes], random: Random) -> bytes:
    """One or some of what is found replaced."""
    found = list(pattern.finditer(data))
    for match in sorted(random.sample(found, min(len(found), random.choice((1, 1, 5, 40)))), key=_start, reverse=True):
        data = data[: match.start()] + random.choice(odd) + data[match.end() :]
    return data


def _start(match: re.Match[bytes]) -> int:
    return match.start()


RAW: tuple[Mutator, ...] = (flip, cut, swap, repeat, overwrite)
MARKUP: tuple[Mutator, ...] = (*RAW, renumber, reword, untag, nest)


def spoil(data: bytes, random: Random, mutators: tuple[Mutator, ...] = MARKUP) -> bytes:
    """By one way or several."""
    for _ in range(random.choice((1, 1, 2, 4))):
        data = random.choice(mutators)(data or b"x", random)
    return data


def spoil_archive(data: bytes, random: Random) -> bytes:
    """Mostly parts that are spoilt and zipped again, since an archive spoilt from outside is soon refused."""
    if random.random() < 0.2:
        return spoil(data, random, RAW)
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(random.choice((1, 1, 2))):
        _spoil_part(parts, random)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _spoil_part(parts: dict[str, bytes], random: Random) -> None:
    """The larger a part, the likelier; now and then one is left out, or gets the content of another."""
    [name] = random.choices(list(parts), [len(content) + 500 for content in parts.values()])
    how = random.random()
    if how < 0.03:
        del parts[name]
    elif how < 0.06:
        parts[name] = random.choice(list(parts.values()))
    else:
        parts[name] = spoil(parts[name], random)

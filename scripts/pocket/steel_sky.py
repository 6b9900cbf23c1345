"""Acted dialogue with its text: an adventure game's, Debian's beneath-a-steel-sky (given away; it may be changed).

Two hours at 11 kHz. SKY.DNR is the index of SKY.DSK: how many files, then 8 bytes for each: number (2), place (3; in
sixteens if its top bit is set), size (3; 22 bits, then flags). A file has a header of 22 bytes, and may be packed after
it (RNC ProPack, method 1). Files 60600 to 60607 are the texts of eight sections as the British read them, 60624 to
60631 as Americans do, all in one Huffman code; files 50000 to 55277 are what is heard of them, each section's from a
number of its own on; files 60400 to 60406 are scripts, in which is told who speaks. All numbers are little-endian but
those of ProPack. ScummVM, whose engine "sky" plays the game, describes it.

The actors mostly read what the American texts have, but not always: lines of which the two differ in more than spelling
are left out. So is the introduction, whose text is nowhere in the game.
"""

import bisect
import re
import struct
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path

import numpy as np

from pocket.speech import from_unsigned

ARCHIVE = Path("/usr/share/scummvm/beneath-a-steel-sky")
_RATE = 11025
_HEADER = 22
_PACKED, _PACKED_HEADER = b"RNC\1", 18
_SOUNDS = [50000, 50600, 51100, 52430, 53380, 54530, 55080, 55230]  # of each section's first line
_BRITISH, _AMERICAN, _SCRIPTS = 60600, 60624, 60400
_SAME = 0.9  # of two spellings' letters, at least
_CODE = (  # from the root, left before right: "|" a fork, "~" a letter that no English text has
    "||| |ea|||os|tn||.ir|||||\0Eu|mA|||lI|dR||NST|||||Ohc|Dg|||LC|pU||!yM|||||PvH|?b|||'f,|GB|||||VkF|qw|||K-W|J*"
    '||||zY|j+|||Q~)||Z~<|||||~~~|~:|||~]#||xX~|||||~`2||0~1|||/(=|~^||||39|~4|||}8\\|"~||||&~|56||~~|~~||||~7~||~~|$@'
    "||||[~_|>~|||~%~||~~|{|~~"
)
_VARIABLE, _NUMBER, _CALL = 0, 2, 11  # words of the scripts' language
_SPEAK = (140, 144, 148, 152)  # functions: who, text, gesture
_OFFER = 280  # function: what the hero could say; text, gesture
_HERO, _PARTNER = 48, 480  # variables: who runs the script, and whom he has turned to
_PEOPLE = {1: "joey", 3: "foster"}  # the hero's robot, and the hero
_SHOUTED = re.compile(r"\b[A-Z]{2,}(?:'[A-Z]+)?\b")
_INITIALS = re.compile(r"\b(?:HQ|ID|TV|VHS)\b")  # no other word in capitals is spelled out
_QUOTED = re.compile(r"`(.*?)'(?!\w)")


class Archive:
    """The game's files by number."""

    def __init__(self, folder: Path) -> None:
        self._bytes = (folder / "sky.dsk").read_bytes()
        self._places = {}
        for number, place, size in struct.iter_unpack("<H3s3s", (folder / "sky.dnr").read_bytes()[4:]):
            at = int.from_bytes(place, "little")
            at = (at & 0x7FFFFF) * 16 if at & 0x800000 else at
            self._places[number] = at, int.from_bytes(size, "little") & 0x3FFFFF

    def __contains__(self, number: int) -> bool:
        return number in self._places

    def __getitem__(self, number: int) -> bytes:
        """Give a file; without its header if it was packed."""
        at, size = self._places[number]
        data = self._bytes[at : at + size]
        return _unpacked(data[_HEADER:]) if data[_HEADER:].startswith(_PACKED) else data


def lines(archive: Archive) -> Iterator[tuple[str, str, int]]:
    """Give every recorded line: who speaks, what, and the number of its sound."""
    speakers = _speakers(archive)
    recorded = []
    for section, first in enumerate(_SOUNDS):
        both = zip(*(_texts(archive[of + section]) for of in (_AMERICAN, _BRITISH)), strict=False)
        recorded += [(section, i, first + i, *texts) for i, texts in enumerate(both) if first + i in archive]
    cases = _cases([text for *_, text, _ in recorded])
    for section, i, number, text, british in recorded:
        if _same(text, british) and not _INITIALS.search(text):
            said = _SHOUTED.sub(lambda m: cases.get(m[0], m[0]), _QUOTED.sub(r"\1", text))
            yield speakers.get(section << 12 | i, f"section{section}"), said, number


def sound(archive: Archive, number: int) -> np.ndarray:
    """Decode a speech file: shape (n,), float32 at 16 kHz."""
    return from_unsigned(archive[number], _RATE)


def _same(text: str, british: str) -> bool:
    a, b = (re.sub(r"\W", "", t.lower()) for t in (text, british))
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SAME


def _cases(texts: list[str]) -> dict[str, str]:
    """Tell how words in capitals, of which every line has one, are written elsewhere within a sentence."""
    words = Counter(word for text in texts for word in re.findall(r"(?<=[a-z,] )[A-Za-z]?[a-z]+\b(?:'[a-z]+)?", text))
    return {word.upper(): word for word, _ in reversed(words.most_common())}


def _texts(data: bytes) -> list[str]:
    """Read a section's texts; they begin at places told in steps of two bits, one by one and by 32."""
    lengths_at, at = struct.unpack_from("<HH", data)
    lengths = [(n & 0x7F) * 8 if n & 0x80 else n for n in data[lengths_at:at]]
    blocks = [0, *accumulate(struct.unpack_from(f"<{lengths_at // 2 - 2}H", data, 4))]
    bits = "".join(f"{byte:08b}" for byte in data[at:])
    codes = _codes()
    texts = []
    for i in range(len(lengths)):
        place = 2 * (blocks[i // 32] + sum(lengths[i // 32 * 32 : i]))
        code = text = ""
        while not text.endswith("\0"):
            code, place = code + bits[place], place + 1
            if code in codes:
                text, code = text + codes[code], ""
        texts.append(text[:-1].replace("d' you", "d'you"))
    return texts


def _codes() -> dict[str, str]:
    codes, open_ends = {}, [""]
    for letter in _CODE:
        code = open_ends.pop()
        if letter == "|":
            open_ends += [code + "1", code + "0"]
        else:
            codes[code] = letter
    return codes


def _speakers(archive: Archive) -> dict[int, str]:
    """Find in the scripts who says which text; whoever the hero talks to is called after the script of their talk."""
    speakers = {}
    for module in range(7):
        words = struct.unpack(f"<{len(data := archive[_SCRIPTS + module]) // 2}H", data)
        starts = sorted(start for start in words[: next(w for w in words if w)] if start)
        for i in range(2, len(words) - 6):
            text_is, text, gesture_is, _, call, count, function = words[i : i + 7]
            if (text_is, gesture_is, call) != (_NUMBER, _NUMBER, _CALL):
                continue
            if function == _OFFER:
                speakers.setdefault(text, "foster")
            elif count == 3 and function in _SPEAK:
                who_is, who = words[i - 2 : i]
                if (who_is, who) == (_VARIABLE, _PARTNER):
                    speakers[text] = f"talk{module}-{bisect.bisect(starts, i)}"
                elif who_is == _NUMBER or who == _HERO:
                    speakers[text] = "foster" if who_is == _VARIABLE else _PEOPLE.get(who, f"person{who}")
    return speakers


def _unpacked(data: bytes) -> bytes:
    """Unpack ProPack's method 1: blocks, each with three codes, of bytes as they are and repetitions in turn."""
    bits = _Bits(data, _PACKED_HEADER)
    bits.take(2)
    out = bytearray()
    for _ in range(data[_PACKED_HEADER - 1]):
        plain, distance, length = bits.code(), bits.code(), bits.code()
        for left in reversed(range(bits.take(16))):
            out += bits.plain(bits.number(plain))
            if left:
                start = len(out) - bits.number(distance) - 1
                count = bits.number(length) + 2
                piece = bytes(out[start : start + count])
                out += (piece * -(-count // len(piece)))[:count]  # may repeat what it itself wrote
    if len(out) != int.from_bytes(data[4:8], "big"):
        raise ValueError("Packed data are damaged")
    return bytes(out)


class _Bits:
    """ProPack's stream: bits in words of 16, lowest first, and whole bytes between them."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at, self._bits, self._count = data, at, 0, 0

    def take(self, n: int) -> int:
        taken = self._ahead(n)
        self._bits >>= n
        self._count -= n
        return taken

    def code(self) -> tuple[int, list[tuple[int, int]]]:
        """Read a Huffman code's lengths; give the longest, and symbol and length by as many bits ahead."""
        lengths = [self.take(4) for _ in range(self.take(5))]
        longest = max(lengths, default=0)
        table, code = [(0, 0)] * (1 << longest), 0
        for length in range(1, longest + 1):
            for symbol in (i for i, n in enumerate(lengths) if n == length):
                backwards = int(f"{code:0{length}b}"[::-1], 2)
                table[backwards :: 1 << length] = [(symbol, length)] * (1 << longest - length)
                code += 1
            code <<= 1
        return longest, table

    def number(self, code: tuple[int, list[tuple[int, int]]]) -> int:
        """Read a number, whose symbol is how many bits it has; the highest, being 1, is left out."""
        longest, table = code
        symbol, length = table[self._ahead(longest)]
        self.take(length)
        return self.take(symbol - 1) | 1 << symbol - 1 if symbol > 1 else symbol

    def plain(self, n: int) -> bytes:
        """Give whole bytes; they lie where the next word of bits would, so words read too early are given back."""
        if not n:
            return b""
        self._at -= self._count // 16 * 2
        self._count %= 16
        self._bits &= (1 << self._count) - 1
        self._at += n
        return self._data[self._at - n : self._at]

    def _ahead(self, n: int) -> int:
        while self._count < n:
            self._bits |= int.from_bytes(self._data[self._at : self._at + 2], "little") << self._count
            self._count += 16
            self._at += 2
        return self._bits & ((1 << n) - 1)

"""Looks at audit.sqlite-wal before SQLite does: SQLite passes over a damaged one in silence, and its content is gone.

The format is that of sqlite.org/fileformat2.html, section 4: a header of 32 bytes, then frames of 24 bytes and a page.
Each frame carries the header's salts and a checksum over all that was written before it.
"""

from __future__ import annotations

import struct
import sys
from array import array
from pathlib import Path

_HEADER = struct.Struct(">8I")  # magic, version, page size, checkpoint, salt, salt, checksum, checksum
_FRAME = struct.Struct(">6I")  # page, size of the database after a commit or 0, salt, salt, checksum, checksum
_MAGIC = 0x377F0682  # the last bit says that checksums read big-endian words
_VERSION = 3007000
_WORD = 0xFFFFFFFF


def damaged(database: Path) -> bool:
    """Whether the log beside a database lost something that had been committed. Call it while nobody writes.

    A power cut may leave one unfinished transaction at the end; that is no damage. So a log is called damaged when its
    header is not whole though frames follow, or when more than one commit lies behind a frame that is not whole: each
    commit is synced before the next one begins. Damage within the very last transaction looks like a power cut and is
    not seen here. Raises OSError if the log cannot be read. Takes about 60 ms for 4 MB.
    """
    log = database.with_name(f"{database.name}-wal")
    try:
        content = log.read_bytes()
    except FileNotFoundError:
        return False
    if len(content) < _HEADER.size + _FRAME.size:
        return False
    if not any(content[: _HEADER.size + _FRAME.size]):
        return False  # made, and cut off before anything was written
    magic, version, page_size, _, salt_1, salt_2, *kept = _HEADER.unpack_from(content)
    sums = _checksum(content[:24], magic & 1, (0, 0))
    whole = magic & ~1 == _MAGIC and version == _VERSION and sums == tuple(kept)
    if not whole:
        return True
    step = _FRAME.size + page_size
    starts = range(_HEADER.size, len(content) - step + 1, step)
    commits_behind = 0
    good = True
    for start in starts:
        _, commit, *salts, first, second = _FRAME.unpack_from(content, start)
        current = salts == [salt_1, salt_2]
        if good and current:
            sums = _checksum(content[start : start + 8], magic & 1, sums)
            sums = _checksum(content[start + _FRAME.size : start + step], magic & 1, sums)
        good = good and current and sums == (first, second)
        commits_behind += not good and current and commit != 0
    return commits_behind > 1


def _checksum(content: bytes, big_endian: int, sums: tuple[int, int]) -> tuple[int, int]:
    words = array("I", content)
    if (sys.byteorder == "big") != bool(big_endian):
        words.byteswap()
    first, second = sums
    pairs = iter(words)
    for one, other in zip(pairs, pairs, strict=True):
        first = (first + one + second) & _WORD
        second = (second + other + first) & _WORD
    return first, second

"""Looks at audit.sqlite-wal before SQLite does: SQLite passes over a damaged one in silence, and its content is gone.

The format is that of sqlite.org/fileformat2.html, section 4: a header of 32 bytes, then frames of 24 bytes and a page.
Each frame carries the header's salts and a checksum over all that was written before it.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

_HEADER = struct.Struct(">8I")  # magic, version, page size, checkpoint, salt, salt, checksum, checksum
_FRAME = struct.Struct(">6I")  # page, size of the database after a commit or 0, salt, salt, checksum, checksum
_MAGIC = 0x377F0682  # the last bit says that checksums read big-endian words
_VERSION = 3007000
_WORD = 0xFFFFFFFF
Words = npt.NDArray[np.uint32]


def damaged(database: Path) -> bool:
    """Whether the log beside a database lost something that had been committed. Call it while nobody writes.

    A power cut may leave one unfinished transaction at the end; that is no damage. So a log is called damaged when its
    header is not whole though frames follow, or when more than one commit lies behind a frame that is not whole: each
    commit is synced before the next one begins. Damage within the very last transaction looks like a power cut and is
    not seen here. Raises OSError if the log cannot be read. Takes about 30 ms for 4 MB.
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
    order: Literal[">", "<"] = ">" if magic & 1 else "<"
    header = _words(np.frombuffer(content, np.uint8, 24).reshape(1, -1), order)
    sums = _Sums(header.shape[1]).after((0, 0), _Sums(header.shape[1]).own(header)[0])
    if magic & ~1 != _MAGIC or version != _VERSION or sums != tuple(kept):
        return True
    step = _FRAME.size + page_size
    count = (len(content) - _HEADER.size) // step
    frames = np.frombuffer(content, np.uint8, count * step, _HEADER.size).reshape(count, step)
    words = _words(np.concatenate([frames[:, :8], frames[:, _FRAME.size :]], axis=1), order)
    checksum = _Sums(words.shape[1])
    commits_behind = 0
    good = True
    for number, own in enumerate(checksum.own(words)):
        _, commit, *salts, first, second = _FRAME.unpack_from(content, _HEADER.size + number * step)
        current = salts == [salt_1, salt_2]
        sums = checksum.after(sums, own)
        good = good and current and sums == (first, second)
        commits_behind += not good and current and commit != 0
    return commits_behind > 1


def _words(rows: npt.NDArray[np.uint8], order: Literal[">", "<"]) -> Words:
    return np.ascontiguousarray(rows).view(f"{order}u4").astype(np.uint32)


class _Sums:
    """SQLite's checksum of so many words. It adds each word to one of two sums and that sum to the other one, so that
    what a word gives in the end is the word times a Fibonacci number: one product for a whole log, modulo 2**32."""

    def __init__(self, words: int) -> None:
        fibonacci = [0, 1]
        while len(fibonacci) < words + 2:
            fibonacci.append((fibonacci[-1] + fibonacci[-2]) & _WORD)
        falling = np.array(fibonacci[::-1], np.uint32)  # of words + 1, of words, ..., of 0
        self._weights = np.stack([falling[2:], falling[1:-1]], axis=1)
        self._last = fibonacci[words - 1 :]

    def own(self, rows: Words) -> list[list[int]]:
        """The two sums of each row by itself."""
        found: list[list[int]] = (rows @ self._weights).tolist()
        return found

    def after(self, before: tuple[int, int], own: Sequence[int]) -> tuple[int, int]:
        """The two sums of a row that follows upon others with those sums."""
        low, middle, high = self._last
        first, second = before
        return (low * first + middle * second + own[0]) & _WORD, (middle * first + high * second + own[1]) & _WORD

"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from engine.records import PlainError


class ReportError(PlainError):
    """A report that cannot be written as asked."""


def check_target(out: Path, force: bool) -> None:
    """Raises ReportError if the file is there (unless `force`), is a folder, or has no folder to be in."""
    if out.is_dir():
        raise ReportError(f"{out} is a folder. Name a file.")
    if out.exists() and not force:
        raise ReportError(f"{out} is there already and was left as it is. --force replaces it.")
    if not out.parent.is_dir():
        raise ReportError(f"There is no folder {out.parent}. Make it first, or name another one.")


@contextmanager
def draft(out: Path, force: bool) -> Iterator[BinaryIO]:
    """A file to write that gets its name when the block ends, and is gone if the block breaks or is interrupted.

    It is made at once, so that a folder that takes none is known before the work. Raises ReportError as check_target
    and if no file can be made; OSError, with the name of `out`, if the disk does not take what is written.
    """
    file = out.with_name(f".{out.name[:80]}.{os.getpid()}.part")
    try:
        check_target(out, force)
        stream = file.open("wb")
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReportError(f"{out} cannot be written: {reason}. Choose another place or name.") from error
    try:
        with stream:
            yield stream
            _on_disk(stream, out)
        _named(file, out)
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def _on_disk(stream: BinaryIO, out: Path) -> None:
    try:
        stream.flush()
        os.fsync(stream.fileno())
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(out)) from error


def _named(file: Path, out: Path) -> None:
    try:
        os.replace(file, out)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(out)) from error


def write_whole(file: Path, content: bytes) -> None:
    """Write under a temporary name and rename, so that nobody ever sees half a file. Raises OSError."""
    draft = file.with_name(f".{file.name[:80]}.{os.getpid()}.part")
    try:
        with draft.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(draft, file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise

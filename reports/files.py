"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

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

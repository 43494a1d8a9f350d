"""What the worker's jobs are made of, read and checked: images, lists of them, code to be shown. Knows no torch."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from db import defence
from engine.records import ImageRef, PlainError
from gui.news import CodeText, ExplainNow, RunAudit
from gui.said import said
from gui.words import tr

if TYPE_CHECKING:
    from engine.datasets import DataSet

CODE_TEXT_LIMIT = 1_000_000


def check_unchanged(job: ExplainNow) -> None:
    """Two explanations stand side by side only if they are of the same picture."""
    try:
        with Path(job.path).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        words = tr("{image} cannot be read ({reason}). Nothing was explained.")
        raise PlainError(words.format(image=job.relative, reason=error.strerror)) from None
    if job.sha256 and found != job.sha256:
        words = tr(
            "{image} has changed since it was audited. Nothing was explained. Audit the folder again: only what has "
            "changed is done anew."
        )
        raise PlainError(words.format(image=job.relative))


def image_of(kept: defence.Defence) -> str:
    """The path of an explanation's image, while it has the bytes that were explained. Raises PlainError."""
    from engine import rerun

    return rerun.check_image(
        Path(kept.row.path),
        kept.row.sha256,
        tr("Put it back where it was, or relink the folder if it was moved."),
        tr("Put the original back. The prediction and the reviews of that one are kept."),
    )


def data_set(job: RunAudit, left_out: list[str]) -> DataSet:
    """The images of a job; ``left_out`` is told what could not be looked at, and why."""
    from engine import datasets

    if job.files:
        refs = []
        for file in job.files:
            about = file.stat()
            refs.append(ImageRef(file.relative_to(job.folder).as_posix(), about.st_size, about.st_mtime_ns))
        return datasets.DataSet("folder", job.folder, job.folder, tuple(refs))

    def note(path: Path, reason: str) -> None:
        left_out.append(f"{path.relative_to(job.folder).as_posix()} ({reason})")

    found = datasets.read(job.folder, job.layout, note)
    if not job.resumed:
        return found
    own = {item.relative for item in job.store.items(job.resumed, reviewer="")}
    return replace(found, images=tuple(ref for ref in found.images if ref.relative in own))


def code_text(path: Path, sha256: str) -> CodeText:
    """A file of code, to be shown; of a very long one the beginning."""
    data = Path(path).read_bytes()[:CODE_TEXT_LIMIT]
    try:
        text = None if b"\0" in data else data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    return CodeText(Path(path), sha256, text)


def first_line(error: BaseException) -> str:
    """What went wrong, for a sentence: the first line of it, or the kind of error."""
    lines = said(str(error)).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__

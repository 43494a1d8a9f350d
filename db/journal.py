"""history.jsonl: every review event once more, a line of JSON each, beside the database.

The database is the record; a verdict is saved when its commit is done. The journal is written right after, by the same
thread, so that a damaged or rolled-back database loses no verdict: opening the project brings back what the database
lacks. It is plain text, so that it can be read without Hansel. A line that could not be written (a full disk) is
written with the next one, or when the project is opened again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, select

from db.column_types import UtcTime, canonical_json
from db.events import full_events
from db.schema import review_events

JOURNAL = "history.jsonl"
FIELDS = (
    "uuid",
    "explanation",
    "run",
    "reviewer",
    "device",
    "os_user",
    "created_at",
    "kind",
    "payload",
    "sequence",
    "prev_hash",
    "hash",
)
_CHUNK = 1000


def line_of(event: Mapping[Any, Any]) -> dict[str, Any]:
    """An event (a row of db.events.full_events) as JSON values; with its hash, and all that the hash covers."""
    line = {name: event[name] for name in FIELDS}
    line["created_at"] = UtcTime().process_bind_param(event["created_at"], None)  # type: ignore[arg-type]
    return line


def lines(db: Connection, after: int = 0) -> Iterator[tuple[int, dict[str, Any]]]:
    """(number in the database, line) of each event that came in after the given number, in that order."""
    while True:
        query = full_events().where(review_events.c.id > after).order_by(review_events.c.id).limit(_CHUNK)
        found = db.execute(query).mappings().all()
        for event in found:
            yield event["id"], line_of(event)
        if len(found) < _CHUNK:
            return
        after = found[-1]["id"]


def read(file: Path) -> Iterator[dict[str, Any]]:
    """The lines of a journal that can be read; one that was cut short or damaged is passed over."""
    with file.open("rb") as lines_of_bytes:
        for raw in lines_of_bytes:
            try:
                line = json.loads(raw)
            except ValueError:
                continue
            if isinstance(line, dict) and isinstance(line.get("uuid"), str):
                yield line


class Journal:
    """The journal of the one process that writes. Not being able to write it never fails what it is told of."""

    def __init__(self, folder: Path, told: Callable[[OSError], None]) -> None:
        """told: called when a line could not be written, once until it works again."""
        self._path = folder / JOURNAL
        self._told = told
        self._file: IO[bytes] | None = None
        self._last = 0
        self._written: set[str] = set()
        self.fault = ""

    def begin(self, db: Connection, thorough: bool = False) -> list[dict[str, Any]]:
        """Compares journal and database, inside a transaction. Returns the lines that the database lacks; those that
        the journal lacks are written by the next `catch_up`.

        Where the journal's last line is in the database the rest is not looked at, unless thorough.
        """
        last = self._newest_line()
        if last is None or thorough:
            if not self._path.exists():
                return []
        else:
            number = db.scalar(select(review_events.c.id).where(review_events.c.uuid == last))
            if number is not None:
                self._last = number
                return []
        try:
            journal = {line["uuid"]: line for line in read(self._path)}
        except OSError as error:
            self._failed(error)
            return []
        self._written = set(journal)
        known: set[str] = set()
        for number, uuid in db.execute(select(review_events.c.id, review_events.c.uuid).order_by(review_events.c.id)):
            if uuid in journal and len(known) == number - 1:
                self._last = number
            known.add(uuid)
        return [line for uuid, line in journal.items() if uuid not in known]

    def catch_up(self, db: Connection) -> None:
        """Writes what has been committed since the last time. Call it outside a transaction."""
        try:
            with db.begin():
                new = list(lines(db, self._last))
            if not new:
                return
            if self._file is None:
                self._file = self._path.open("ab")
                if self._file.tell() and not _ends_a_line(self._path):
                    self._file.write(b"\n")  # the process that wrote last died in the middle of a line
            fresh = (line for _, line in new if line["uuid"] not in self._written)
            self._file.write(b"".join(canonical_json(line).encode("ascii") + b"\n" for line in fresh))
            self._file.flush()
            self._written = set()
            self._last = new[-1][0]
            self.fault = ""
        except OSError as error:
            self._failed(error)

    def close(self) -> None:
        """Syncs and closes the file."""
        if self._file is None:
            return
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        except OSError as error:
            self._failed(error)
        self._file = None

    def _failed(self, error: OSError) -> None:
        if not self.fault:  # once, not with every verdict
            self._told(error)
        self.fault = str(error)
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None

    def _newest_line(self) -> str | None:
        """The id in the last whole line; None if there is none, or no file."""
        try:
            with self._path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                span = 4096
                while True:
                    file.seek(max(0, size - span))
                    whole = file.read().split(b"\n")[:-1]
                    # The first piece is whole only if it starts the file.
                    if len(whole) > 1 or span >= size:
                        break
                    span *= 4
        except OSError:
            return None
        try:
            line = json.loads(whole[-1]) if whole else {}
        except ValueError:
            return None
        found = line.get("uuid") if isinstance(line, dict) else None
        return found if isinstance(found, str) else None


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"

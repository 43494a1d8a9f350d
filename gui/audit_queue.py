"""The queue of runs: what is to be audited one after the other. Kept for the user, and never started by itself."""

from __future__ import annotations

import json
import os
import tempfile
import uuid
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout
from PySide6.QtCore import QObject, Signal

from gui.setup import Setup
from gui.words import tr

State = Literal["waiting", "running", "done", "failed", "stopped"]
STATES: tuple[State, ...] = ("waiting", "running", "done", "failed", "stopped")


@dataclass(frozen=True, slots=True)
class Queued:
    """One run of the queue. text: how it went, in words; empty while it waits."""

    id: str
    setup: Setup
    state: State = "waiting"
    text: str = ""

    @property
    def open(self) -> bool:
        """Whether there is something to do yet: one that was stopped goes on where it was."""
        return self.state in ("waiting", "stopped")


class AuditQueue(QObject):
    """The list, in the order in which it is worked off. ``changed`` is emitted after every change.

    It is the user's, not a project's, since its runs may go into several; one file holds it. Of several windows the
    first keeps the file; in the others the queue lasts as long as the window, ``kept`` being False.
    """

    changed = Signal()

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._lock = FileLock(str(file) + ".lock")
        self.kept = self._hold()
        self.items: list[Queued] = self._read() if self.kept else []

    def close(self) -> None:
        """Let another window keep the file."""
        self._lock.release()

    def add(self, setup: Setup) -> Queued:
        """Put a run at the end. Its setup must be complete."""
        made = Queued(str(uuid.uuid4()), setup)
        self.items.append(made)
        self._tell()
        return made

    def remove(self, item_id: str) -> None:
        """Take a run out; one that runs stays."""
        self.items = [one for one in self.items if one.id != item_id or one.state == "running"]
        self._tell()

    def move(self, item_id: str, by: int) -> None:
        """Earlier (-1) or later (+1), past its neighbour."""
        at = self._at(item_id)
        if at is not None and 0 <= at + by < len(self.items):
            self.items.insert(at + by, self.items.pop(at))
            self._tell()

    def mark(self, item_id: str, state: State, text: str = "") -> None:
        """How a run goes. Marking one as waiting lines it up again."""
        at = self._at(item_id)
        if at is not None:
            self.items[at] = replace(self.items[at], state=state, text=text)
            self._tell()

    def next(self) -> Queued | None:
        """The first run that is still to be done."""
        return next((one for one in self.items if one.open), None)

    def waiting(self) -> int:
        return sum(one.open for one in self.items)

    def clear_done(self) -> None:
        """Take out what is finished."""
        self.items = [one for one in self.items if one.state != "done"]
        self._tell()

    def _at(self, item_id: str) -> int | None:
        return next((n for n, one in enumerate(self.items) if one.id == item_id), None)

    def _tell(self) -> None:
        self._write()
        self.changed.emit()

    # --- the file ---

    def _hold(self) -> bool:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except (Timeout, OSError):
            return False
        return True

    def _read(self) -> list[Queued]:
        """What is still to be done, and what failed; of what is finished the projects tell."""
        try:
            records = json.loads(self._file.read_text(encoding="utf-8"))
            found = [_from_json(record) for record in records]
        except (OSError, ValueError, TypeError):
            return []
        return [one for one in found if one is not None and one.state != "done"]

    def _write(self) -> None:
        if not self.kept:
            return
        records = [
            {"id": one.id, "setup": one.setup.to_json(), "state": one.state, "text": one.text} for one in self.items
        ]
        try:
            handle, name = tempfile.mkstemp(dir=self._file.parent, suffix=".tmp")
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(records, stream, indent=1)
            Path(name).replace(self._file)
        except OSError:
            self.kept = False


def _from_json(record: object) -> Queued | None:
    """One entry; None where the file was written by somebody else."""
    if not isinstance(record, dict) or record.get("state") not in STATES:
        return None
    try:
        setup = Setup.from_json(record.get("setup"))
    except ValueError:
        return None
    if not setup.complete:
        return None
    state: State = record["state"]
    text = str(record.get("text", ""))
    if state == "running":  # the window went away meanwhile
        state, text = "stopped", tr("Stopped with the window; everything done is kept.")
    return Queued(str(record.get("id", uuid.uuid4())), setup, state, text)

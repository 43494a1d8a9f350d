"""What other people have said in a project, put there as another window or another machine would."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from db import history, ids
from db.store import Store


def explanation_of(project: Path, relative: str) -> int:
    """The number of an image's explanation."""
    with Store.open(project, readonly=True) as store:
        (run,) = store.runs()
        return next(row.explanation_id for row in store.items(run.run_id, "") if row.relative == relative)


def say(project: Path, reviewer: str, relative: str, sets: Mapping[str, Any]) -> None:
    """A change by another reviewer, in the project while no window holds it."""
    explanation_id = explanation_of(project, relative)
    with Store.open(project) as store:
        store.change(explanation_id, reviewer, sets).result()


def say_elsewhere(project: Path, reviewer: str, relative: str, sets: Mapping[str, Any]) -> None:
    """The same from another machine, which knows nothing of what was said on this one."""
    explanation_id = explanation_of(project, relative)
    with Store.open(project) as store:

        def work(db):  # type: ignore[no-untyped-def]
            author = ids.Author(reviewer, "another-machine", "somebody")
            return history.append_change(db, author, explanation_id, {"set": dict(sets)})

        store._write(work).result()

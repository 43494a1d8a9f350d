"""All that a project keeps of one image, run by run: what may stand side by side."""

from __future__ import annotations

from dataclasses import dataclass

from db import history, queries
from db.rows import Beside, ExplanationRow, Verdict
from db.store import Store


@dataclass(frozen=True, slots=True)
class Kept:
    """One explanation of the image, without its map. verdict: of the one who asks, None as long as there is none."""

    beside: Beside
    row: ExplanationRow
    verdict: Verdict | None


def explanations_of(store: Store, key: int, reviewer: str) -> list[Kept]:
    """Everything that explains the image with that key, or the same bytes in another folder of the project: in audits
    first, then by hand."""
    with store._reading() as db:
        found = []
        for one in queries.explanations_beside(db, key, elsewhere=True):
            mine = history.review(db, one.explanation_id, reviewer)
            row = queries.explanation_row(db, one.explanation_id)
            found.append(Kept(one, row, mine.verdict if mine is not None else None))
        return found

"""Two runs compared, gathered once for `hansel compare` and the window, and as CSV: a line an image, or the table."""

from __future__ import annotations

from collections.abc import Mapping

from db import comparing
from db.comparing import Comparison
from db.rows import Verdict
from db.store import Store
from reports.project_truths import truths
from reports.trend_csv import file_of, yes_no

KINDS: tuple[Verdict, ...] = ("sound", "flawed")
PAIRS = (
    "image", "became", "verdict_a", "verdict_b", "prediction_right_a", "prediction_right_b", "maps_alike",
    "explanation_a", "explanation_b",
)  # fmt: skip


def gather(
    store: Store, first: int, second: int, reviewer: str | None = None, *, known: bool = True
) -> Comparison:  # fmt: skip
    """Raises StoreError as db.comparing.compare does, which says what the rest is."""
    runs = [run for run in store.runs() if run.run_id in (first, second)]
    with store._reading() as db:
        return comparing.compare(db, first, second, truths(db, runs), reviewer, known=known)


def table_csv(found: Comparison) -> bytes:
    """The paired table: verdicts in the first run by those in the second."""
    cells = found.table()
    return file_of(("a", *(f"b_{b}" for b in KINDS)), ((a, *(cells[a, b] for b in KINDS)) for a in KINDS))


def pairs_csv(found: Comparison, alike: Mapping[int, float]) -> bytes:
    """A line an image. alike: explanation in the first run -> rank correlation of the two maps, where it is known."""
    rows = (
        (
            one.relative, one.group, one.verdict_first, one.verdict_second, _known(one.right_first),
            _known(one.right_second), alike.get(one.first), one.first, one.second,
        )
        for one in found.pairs
    )  # fmt: skip
    return file_of(PAIRS, rows)


def _known(value: bool | None) -> str | None:
    return None if value is None else yes_no(value)

"""Which class of each run's model the labels of its data set stand for, so that predictions can be right or wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from db import findings
from reports.labels import match_labels

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from db.rows import RunRow


def truths(db: Connection, runs: Iterable[RunRow]) -> dict[int, dict[str, int | None]]:
    """Run -> true label -> class."""
    labels = findings.true_labels(db)
    return {run.run_id: match_labels(labels.get(run.run_id, ()), run.labels) for run in runs}

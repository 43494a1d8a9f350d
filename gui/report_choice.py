"""What a report is to tell, as the dialog asks it and the project remembers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.rows import RunRow
from reports import KINDS
from reports.options import GALLERY, GALLERY_MOST, Options

SETTING = "report"  # of a project, with the reviewer's name behind it
PICTURED = (".html", ".pdf")  # kinds that have a gallery


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """kind: one of reports.KINDS; runs: empty for the one that is shown; the rest as reports.Options has it."""

    kind: str = ".html"
    runs: tuple[int, ...] = ()
    classes: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    pseudonyms: bool = False
    gallery: int = GALLERY

    def options(self, shown: int) -> Options:
        """shown: the number of the run that is shown."""
        return Options(self.runs or (shown,), self.classes, self.reviewers, self.pseudonyms, self.gallery)

    def to_json(self) -> dict[str, Any]:
        """For the project's settings."""
        return {
            "kind": self.kind, "runs": list(self.runs), "classes": list(self.classes),
            "reviewers": list(self.reviewers), "pseudonyms": self.pseudonyms, "gallery": self.gallery,
        }  # fmt: skip

    @classmethod
    def from_json(cls, record: Any) -> ReportChoice:
        """The choice of a record of to_json; what is not of that form is as at the first time."""
        if not isinstance(record, dict):
            return cls()
        kind, gallery = record.get("kind"), record.get("gallery")
        counted = isinstance(gallery, int) and not isinstance(gallery, bool) and 0 <= gallery <= GALLERY_MOST
        return cls(
            kind if kind in KINDS else cls().kind, _some(record.get("runs"), int), _some(record.get("classes"), str),
            _some(record.get("reviewers"), str), record.get("pseudonyms") is True, gallery if counted else GALLERY,
        )  # fmt: skip

    def within(self, runs: Sequence[RunRow], people: Sequence[str]) -> ReportChoice:
        """Without what this project does not have (any more)."""
        there = {run.run_id for run in runs}
        kept = tuple(run for run in self.runs if run in there)
        labels = {label for run in runs if not kept or run.run_id in kept for label in run.labels}
        return ReportChoice(
            self.kind, kept, tuple(name for name in self.classes if name in labels),
            tuple(name for name in self.reviewers if name in people), self.pseudonyms, self.gallery,
        )  # fmt: skip


def _some(values: Any, of: type) -> tuple[Any, ...]:
    if not isinstance(values, list):
        return ()
    return tuple(one for one in values if isinstance(one, of) and not isinstance(one, bool))

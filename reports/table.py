"""Runs as CSV: one row for each explanation and each failure, safe to open in a spreadsheet.

The measures that were made come last, a column each; which there are depends on the evidence that was asked for.
"""

from __future__ import annotations

import csv
import io
from datetime import UTC

from reports import what_ifs
from reports.contents import Contents, Entry, Report
from reports.options import Watch, unwatched
from reports.said import in_a_line, verdicts_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
QUICK = ("keep", "drop", "area", "gini")  # measures that every explanation has, in columns of their own
COLUMNS = (
    "image", "state", "reason", "true_label", "prediction", "prediction_label", "probability", "prediction_right",
    "target", "target_label", "target_probability", "verdict", "reviews", "verdicts_of", "settled",
    "settled_by", "settled_at", "settling_holds", "what_ifs", "keep_in_sample", "drop_in_sample", "area",
    "gini", "activations_gated", "activations_executed", "warnings", "seconds", "map_low", "map_high", "map_sha256",
    "image_sha256", "explanation", "method", "model", "model_version", "model_fingerprint", "run",
)  # fmt: skip


def render(report: Report, watch: Watch = unwatched) -> bytes:
    """The whole file, UTF-8 with a byte order mark, so that spreadsheets read every script right."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    measures = list(dict.fromkeys(title for contents in report.runs for title in _measures(contents)))
    writer.writerow([*COLUMNS, *(f"measure: {title}" for title in measures)])
    for contents in report.runs:
        for done, entry in enumerate(contents.entries):
            if done % 1000 == 0:
                watch(done, len(contents.entries), "rows")
            if entry.explanation is not None or entry.item.state == "failed":
                cells = _cells(contents, entry) + _measured(entry, measures)
                writer.writerow([harmless(cell) for cell in cells])
    return stream.getvalue().encode("utf-8-sig", "backslashreplace")


def harmless(cell: object) -> object:
    """The cell, with an apostrophe before text that a spreadsheet would run as a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0").startswith(FORMULA_STARTS):
        return "'" + cell
    return cell


def _measures(contents: Contents) -> list[str]:
    """The titles of all measures that some explanation has and that have no column of their own."""
    titles: dict[str, None] = {}
    for entry in contents.entries:
        if entry.explanation is not None:
            titles |= dict.fromkeys(one.title for one in entry.explanation.measures if one.name not in QUICK)
    return list(titles)


def _measured(entry: Entry, titles: list[str]) -> list[object]:
    made = entry.explanation.measures if entry.explanation is not None else ()
    values = {one.title: one.value for one in made}
    return ["" if (value := values.get(title)) is None else value for title in titles]


def _cells(contents: Contents, entry: Entry) -> list[object]:
    run, item, made = contents.run, entry.item, entry.explanation
    head: list[object] = [item.relative, item.state, item.reason or "", item.true_label or ""]
    tail: list[object] = [run.method, run.model_name, run.model_version, run.model_fingerprint, run.uuid]
    if made is None:
        return head + [""] * (len(COLUMNS) - len(head) - len(tail)) + tail
    evidence = made.evidence
    reviews = "; ".join(in_a_line(review) for review in entry.reviews)
    right = "" if entry.right is None else "yes" if entry.right else "no"
    return [
        *head,
        made.prediction, _label(run.labels, made.prediction), made.probability, right,
        made.target, _label(run.labels, made.target), made.target_probability,
        entry.verdict or "", reviews, verdicts_of(contents.whose), *_settled(entry),
        "; ".join(what_ifs.line(one, run.labels) for one in entry.what_ifs),
        evidence.keep, evidence.drop, evidence.area, evidence.gini,
        made.gated, made.executed, " ".join(made.warnings), made.seconds,
        made.map_low, made.map_high, made.map_sha256, made.sha256 or "", made.uuid,
        *tail,
    ]  # fmt: skip


def _settled(entry: Entry) -> tuple[str, str, str, str]:
    if entry.settled is None:
        return ("", "", "", "")
    settled = entry.settled
    at = settled.at.astimezone(UTC).isoformat(timespec="seconds")
    return (settled.verdict, settled.reviewer, at, "yes" if entry.settling_holds else "no")


def _label(labels: tuple[str, ...], index: int) -> str:
    return labels[index] if index < len(labels) else str(index)

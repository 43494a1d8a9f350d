"""Everything that a report counts, as one JSON document; resources/schemas/report.schema.json says its form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from db.rows import VERDICTS, RunRow
from reports import clusters, telling, what_ifs
from reports.agreeing import agreement
from reports.breakdown import Slice, by_class, by_reason
from reports.contents import DIFFER, Contents, Report
from reports.lines import at
from reports.rates import Rate

FORMAT = 1


def render(report: Report) -> bytes:
    """The whole file, indented, ASCII."""
    return json.dumps(document(report), indent=1, allow_nan=False).encode("ascii") + b"\n"


def document(report: Report) -> dict[str, Any]:
    """All figures of a report. Shares are of 0 to 1; intervals are Wilson's, 95 %; times are UTC."""
    options = report.options
    return {
        "format": FORMAT,
        "project": report.project.name,
        "classes": list(options.classes),
        "reviewers": list(report.runs[0].whose),
        "pseudonyms": options.pseudonyms,
        "runs": [_run(contents) for contents in report.runs],
        "heads": [
            {"reviewer": head.reviewer, "device": head.device, "events": head.events, "hash": head.hash}
            for head in report.heads
        ],
    }


def _run(contents: Contents) -> dict[str, Any]:
    run, shared = contents.run, agreement(contents)
    verdicts = {verdict: len(contents.with_verdict(verdict)) for verdict in (*VERDICTS, DIFFER)}
    return {
        "made_with": _made_with(run),
        "images": {
            "total": run.total,
            "explained": run.explained,
            "failed": run.failed,
            "waiting": run.total - run.explained - run.failed,
            "fingerprint": contents.data_fingerprint,
        },
        "told": len(contents.explained),
        "reviewed": len(contents.reviewed),
        "reviewers": list(contents.reviewers),
        "drawn": contents.drawn,
        "newest_review": None if contents.last_said is None else at(contents.last_said),
        "verdicts": verdicts,
        "flawed": rate(contents.flawed_rate),
        "prediction_right": None if contents.accuracy is None else rate(contents.accuracy),
        "cross": [
            {
                "prediction": row.title.removeprefix("Prediction "),
                "sound": row.sound,
                "flawed": row.flawed,
                "unsure": row.unsure,
                "differ": row.differ,
                "unreviewed": row.unreviewed,
                "flawed_rate": rate(row.flawed_rate),
            }
            for row in contents.cross_table()
        ],
        "by_class": _slices(by_class(contents)),
        "by_reason": _slices(by_reason(contents)),
        "agreement": None
        if shared is None
        else {
            "same": rate(shared.same),
            "settled": shared.settled,
            "decided": shared.decided,
            "open": shared.open,
            "alpha": asdict(shared.alpha),
        },
        "what_ifs": what_ifs.figures(contents),
        "patterns": [_cluster(one) for one in clusters.of(contents)],
        "warnings": [{"text": text, "n": n} for text, n in contents.warnings()],
        "sign_offs": [
            {"reviewer": one.reviewer, "at": at(one.at), "head": one.head, "events_since": one.since}
            for one in contents.sign_offs
        ],
    }


def _cluster(one: clusters.Cluster) -> dict[str, Any]:
    named = one.named
    return {
        "id": named.uuid,
        "name": named.name,
        "class": one.label,
        "n": named.n,
        "of_class": named.of_class,
        "sides": named.sides,
        "by": named.reviewer,
        "at": at(named.at),
        "name_by": named.changed_by,
        "flawed": rate(one.flawed),
        "unsure": one.unsure,
        "flagged_as_a_whole": one.as_a_whole,
        "rest_of_class": rate(one.rest),
        "reasons": [{"id": reason, "n": n} for reason, n in one.reasons],
        "figures": dict(named.figures),
        "mean": [list(row) for row in named.mean],
        "members": [entry.item.relative for entry in one.here],
    }


def _made_with(run: RunRow) -> dict[str, Any]:
    return {
        "number": run.run_id,
        "uuid": run.uuid,
        "state": run.state,
        "begun": at(run.created_at),
        "finished": None if run.finished_at is None else at(run.finished_at),
        "folder": run.folder,
        "model": run.model_name,
        "model_version": run.model_version,
        "model_fingerprint": run.model_fingerprint,
        "classes": len(run.labels),
        "method": run.method,
        "parameters": {name: telling.value_of(value) for name, value in run.parameters.items()},
        "seed": run.seed,
        "batch_size": run.batch_size,
        "device": run.device,
        "versions": dict(run.versions),
    }


def rate(one: Rate) -> dict[str, Any]:
    """hits of n; share is null for n = 0."""
    return {"hits": one.hits, "n": one.n, "share": one.share if one.n else None, "low": one.low, "high": one.high}


def _slices(slices: Sequence[Slice]) -> list[dict[str, Any]]:
    return [
        {"id": one.id, "title": one.title, "flawed": rate(one.flawed)}
        | ({} if one.wrong_reason is None else {"right_for_the_wrong_reason": one.wrong_reason})
        for one in slices
    ]

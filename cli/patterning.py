"""What `hansel patterns` tells: clusters as words, JSON and pictures (docs/patterns.md; reports/pattern_facts.py)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.columns import NOTHING, THIN_MARK, between, number, share, table
from db.clusters import Named
from db.control_chart import THIN
from db.mapped import Flags
from engine import patterns
from engine.patterns import ClassPatterns, Cluster
from engine.records import FloatArray, PlainError
from reports import pattern_facts
from reports.files import ReportError, write_whole
from reports.pattern_facts import ROWS, SIDES, Read, Told, few, places, read
from reports.table import harmless
from reports.visible import visible
from reports.words import count
from resources.reasons import standard

if TYPE_CHECKING:
    from cli.progress import Bar
    from db.store import Store

__all__ = ["Read", "Told", "check_out", "find", "left_out", "lines", "read", "to_json", "write"]

NAMED = 3  # members that are named with a cluster
MOST_REASONS = 4
MEMBERS = "members.csv"
COLUMNS = (
    "class", "cluster", "rank", "image", "distance", "true_label", "prediction", "verdict", "reasons", "explanation",
)  # fmt: skip


def left_out(read: Read) -> list[str]:
    """Which maps could not be looked at, in sentences."""
    cure = f"hansel rerun {Path(read.project).name} --missing computes them again."
    told = []
    if read.missing:
        told.append(f"{count(read.missing, 'map')} left out: the file is missing. {cure}")
    if read.altered:
        told.append(f"{count(read.altered, 'map')} left out: the file was altered or damaged. {cure}")
    if read.empty:
        told.append(f"{count(read.empty, 'map')} left out: no positive part, or values that are no numbers.")
    return told


def find(read: Read, *, sides: bool, bar: Bar) -> Told:
    """The clusters of each class, or of the one that was asked for, held against all."""
    if not read.rows:
        raise PlainError("None of the maps can be used: " + " ".join(left_out(read)))
    return pattern_facts.find(read, sides=sides, watch=bar)


def lines(told: Told, *, every: bool = False, named: Sequence[Named] = ()) -> list[str]:
    """For people."""
    read = told.read
    run = read.run
    made = [
        f"Run {run.run_id}: {run.model_name} {run.model_version}, {run.method}; "
        f"{count(len(read.rows), 'map')} of {count(len({row.target for row in read.rows}), 'class', 'classes')}, "
        + ("left and right told apart" if told.sides else "left and right folded"),
        "By what everybody says." if read.reviewer is None else f"By {read.reviewer}'s own verdicts only.",
        "",
    ]
    shown = told.shown(every)
    if shown:
        made += [*_table(told, shown), ""]
        for one, at, cluster in shown:
            made += _about(told, one, at, cluster, told.name_of(cluster, named))
    made += _without(told, every)
    if shown:
        made += [
            "A cluster says that these maps have a place in common. Whether it is a flaw is for people to say: look at "
            "the members.",
        ]
    return made


def _table(told: Told, shown: list[tuple[ClassPatterns, int, Cluster]]) -> list[str]:
    heads = ("Cluster", "maps", "of class", "flagged", "95 %", "n", "half on", "others there", "separation", "stable")
    rows = []
    for one, at, cluster in shown:
        said = told.flags(cluster)
        thin = THIN_MARK if 0 < said.n < THIN else ""
        rows.append(
            (
                f"{told.read.label(one.group)} {at}" + ("" if cluster.reported else ", not apart"),
                number(len(cluster.members)), share(len(cluster.members) / one.n), share(said.share),
                between(said.interval), number(said.n) + thin, share(cluster.area), share(cluster.elsewhere),
                NOTHING if cluster.separation is None else f"{cluster.separation:.2f}",
                NOTHING if cluster.stability is None else f"{cluster.stability:.2f}",
            )
        )  # fmt: skip
    note = [f"{THIN_MARK} fewer than {THIN}"] if any(row[5].endswith(THIN_MARK) for row in rows) else []
    return table(heads, rows) + note


def _about(told: Told, one: ClassPatterns, at: int, cluster: Cluster, kept: Named | None) -> list[str]:
    said, rest = told.flags(cluster), told.rest(cluster, one.group)
    titles = {reason.id: reason.title for reason in standard()}
    called = "" if kept is None else f", called {visible(kept.name)}"
    made = [f"{told.read.label(one.group)} {at}{called}: {where(cluster.mean)}"]
    if said.reasons:
        named = [f"{titles.get(reason, reason)} {n:,}" for reason, n in said.reasons[:MOST_REASONS]]
        made.append(f"  its flags say: {', '.join(named)}")
    if rest.n:
        made.append(f"  rest of the class: flagged {share(rest.share)} ({between(rest.interval)}), n = {rest.n:,}")
    nearest = [row.relative for row in told.rows(cluster)[:NAMED]]
    made.append(f"  nearest to its centre: {', '.join(nearest)}")
    return [*made, ""]


def _without(told: Told, every: bool) -> list[str]:
    read = told.read
    made = []
    plain = [one for one in told.classes if not one.why and not one.reported]
    if plain:
        shown = "" if every or not any(one.clusters for one in plain) else " --all shows what clusters there are."
        made.append(f"Nothing stands apart in: {_classes(read, plain)}.{shown}")
    few = [one for one in told.classes if one.why == "few"]
    if few:
        made.append(f"Too few maps (fewer than {patterns.FEWEST}) in: {_classes(read, few)}.")
    alone = [one for one in told.classes if one.why == "alone"]
    if alone:
        made.append(f"One group of maps, and no other class to hold it against: {_classes(read, alone)}.")
    for one in told.classes:
        if one.sampled < one.n:
            made.append(
                f"{read.label(one.group)}: {one.sampled:,} of {one.n:,} maps were clustered, drawn at random; "
                "the others went to the nearest cluster."
            )
    return made


def _classes(read: Read, some: list[ClassPatterns]) -> str:
    return few([f"{read.label(one.group)} ({one.n:,})" for one in some], 20)


def where(mean: FloatArray) -> str:
    """In which ninths of the model's input a mean map has its energy: "bottom right 78 %, bottom left 20 %"."""
    named = [f"{ROWS[row]} {SIDES[side]} {100 * part:.0f}\u202f%" for row, side, part in places(mean)]
    return ", ".join(named) + " of the energy"


def to_json(told: Told, *, every: bool = False, named: Sequence[Named] = ()) -> dict[str, Any]:
    """For programs."""
    read = told.read
    return {
        "format": 1,
        "project": read.project,
        "run": read.run.run_id,
        "class": None if read.only is None else read.label(read.only),
        "reviewer": read.reviewer,
        "sides": told.sides,
        "maps": {
            "explained": read.explained, "used": len(read.rows), "missing": read.missing, "altered": read.altered,
            "empty": read.empty,
        },
        "classes": [
            {
                "class": read.label(one.group), "n": one.n, "sampled": one.sampled, "eigengap": one.eigengap,
                "why": one.why or None,
                "clusters": [
                    _cluster_json(told, one, at, cluster, told.name_of(cluster, named))
                    for at, cluster in enumerate(one.clusters, 1)
                    if every or cluster.reported
                ],
            }
            for one in told.classes
        ],
    }  # fmt: skip


def _cluster_json(told: Told, one: ClassPatterns, at: int, cluster: Cluster, kept: Named | None) -> dict[str, Any]:
    return {
        "cluster": at,
        "name": None if kept is None else kept.name,
        "reported": cluster.reported,
        "n": len(cluster.members),
        "flags": flags_json(told.flags(cluster)),
        "rest_of_class": flags_json(told.rest(cluster, one.group)),
        "area": cluster.area,
        "energy": cluster.energy,
        "elsewhere": cluster.elsewhere,
        "spread": cluster.spread,
        "apart": cluster.apart,
        "separation": cluster.separation,
        "stability": cluster.stability,
        "mean": [[round(float(value), 6) for value in row] for row in cluster.mean],
        "members": [
            {"image": row.relative, "explanation": row.explanation_id, "distance": distance, "verdict": row.verdict}
            for row, distance in zip(told.rows(cluster), cluster.distances, strict=True)
        ],
    }


def flags_json(said: Flags) -> dict[str, Any]:
    low, high = said.interval or (None, None)
    return {
        "n": said.n, "flawed": said.flawed, "unsure": said.unsure, "share": said.share, "low": low, "high": high,
        "reasons": dict(said.reasons),
    }  # fmt: skip


def check_out(out: Path, force: bool) -> None:
    """Raises ReportError if the folder holds clusters already, is a file, or cannot be made."""
    if out.exists() and not out.is_dir():
        raise ReportError(f"{out} is a file. Name a folder.")
    if out.is_dir() and not force:
        there = sorted(one.name for one in out.iterdir() if one.name == MEMBERS or one.match("class-*-cluster-*.png"))
        if there:
            raise ReportError(f"{out} holds {there[0]} already and was left as it is. --force replaces it.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportError(f"The folder {out} cannot be made: {error.strerror}.") from error


def write(store: Store, told: Told, out: Path, *, every: bool = False) -> str:
    """members.csv and a picture for each cluster that is shown; what was written, in words. Those of an earlier call
    are taken away. Raises OSError."""
    from reports.cluster_pictures import picture

    shown = told.shown(every)
    for old in out.glob("class-*-cluster-*.png"):
        old.unlink()
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    without = 0
    for one, at, cluster in shown:
        rows = told.rows(cluster)
        for rank, (row, distance) in enumerate(zip(rows, cluster.distances, strict=True), 1):
            cells = (
                told.read.label(one.group), at, rank, row.relative, f"{distance:.6f}", row.true_label or "",
                told.read.label(row.prediction), row.verdict or "", " ".join(row.reasons), row.explanation_id,
            )  # fmt: skip
            writer.writerow([harmless(cell) for cell in cells])
        made = picture(store, cluster.mean, [row.explanation_id for row in rows])
        without += made.without
        write_whole(out / f"class-{one.group:03d}-cluster-{at}.png", made.png)
    write_whole(out / MEMBERS, stream.getvalue().encode("utf-8-sig", "backslashreplace"))
    more = f" Of {count(without, 'member')} the map is shown alone: the image is gone or changed." if without else ""
    return f"Wrote {MEMBERS} and {count(len(shown), 'picture')} to {out}.{more}"

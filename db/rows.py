"""What the store hands out: frozen values, safe to keep and to pass between threads."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple

from engine.records import Evidence, Geometry, Measure

Verdict = Literal["sound", "flawed", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("sound", "flawed", "unsure")
RunState = Literal["running", "finished", "cancelled", "interrupted"]
ItemState = Literal["waiting", "explained", "failed"]


def path_in(root: str, relative: str) -> str:
    """The path of an image on this machine; relative is in POSIX spelling."""
    return os.path.join(root, *relative.split("/"))


class Pending(NamedTuple):
    """An image that a run has still to explain; of a large folder 100,000 are held until they are.

    key: names it in add_explanation and add_failure; root: the run's folder
    """

    key: int
    root: str
    relative: str

    @property
    def path(self) -> str:
        """Where the image is on this machine."""
        return path_in(self.root, self.relative)


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What a run has to do now. done + len(pending) == total.

    resumed:       an earlier run goes on; otherwise a new one was begun
    was_finished:  that earlier run had been finished
    total:         images of the folder that belong to the run now (at most the limit)
    done:          of these, explained or failed before
    failed_before: of these, failed before; they are not tried again unless the file changed
    changed:       files whose bytes changed since they were done; among pending
    new:           files that an earlier run had not seen; among pending; 0 for a new run
    gone:          files of the record that are no longer in the folder; kept, not pending, not in total
    batch_size:    of the run, or what the memory of this device last sufficed for
    """

    run_id: int
    resumed: bool
    was_finished: bool
    pending: tuple[Pending, ...]
    done: int
    total: int
    changed: int
    new: int
    failed_before: int
    gone: int
    batch_size: int


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run: what it was made with, and how far it is. Times are UTC. Counts leave out replaced images.

    model_file: where its model.toml was when the run began; it may have been moved since
    ad_hoc:     collects what was asked for by hand, image by image; never an audit that could go on
    """

    run_id: int
    uuid: str
    folder: str
    model_name: str
    model_version: str
    model_fingerprint: str
    model_file: str
    labels: tuple[str, ...]
    method: str
    parameters: Mapping[str, Any]
    seed: int
    batch_size: int
    device: str
    versions: Mapping[str, str]
    created_at: datetime
    finished_at: datetime | None
    state: RunState
    total: int
    explained: int
    failed: int
    ad_hoc: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """One of the explanations of an image, with what tells it from the others. steps: None but for learned methods;
    begun_at: when its run was begun; pack: the hash of the rule pack that learning began from, empty without one."""

    explanation_id: int
    run_id: int
    method: str
    steps: int | None
    target: int
    label: str
    model: str
    fingerprint: str
    ad_hoc: bool
    begun_at: datetime
    pack: str = ""


class ItemRow(NamedTuple):
    """One image of a run, as a list shows it. Of several targets, the first that was explained. A tuple, as a list of
    100,000 is made in a moment then.

    root: the run's folder, or that of its list of images; probability: of the prediction, 0 to 1
    """

    key: int
    position: int
    relative: str
    root: str
    true_label: str | None
    state: ItemState
    reason: str | None
    explanation_id: int | None
    prediction: int | None
    probability: float | None
    target: int | None
    verdict: Verdict | None

    @property
    def path(self) -> str:
        """Where the image is on this machine."""
        return path_in(self.root, self.relative)


@dataclass(frozen=True, slots=True)
class ExplanationRow:
    """One explanation without its map. top: up to five (class, probability), highest first; pack: the hash of the rule
    pack that learning began from, empty without one."""

    explanation_id: int
    uuid: str
    run_id: int
    key: int
    relative: str
    path: str
    sha256: str | None
    true_label: str | None
    labels: tuple[str, ...]
    prediction: int
    probability: float
    target: int
    target_probability: float
    top: tuple[tuple[int, float], ...]
    geometry: Geometry
    evidence: Evidence
    gated: int
    executed: int
    seconds: float
    losses: tuple[float, ...]
    warnings: tuple[str, ...]
    measures: tuple[Measure, ...]
    method: str
    created_at: datetime
    map_sha256: str
    map_low: float
    map_high: float
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of an image that a reviewer marked, in pixels of the upright image.

    id: a UUID; mark: what is wrong there; shape: box with points (left, top, right, bottom), polygon with points (x, y,
    x, y, ...), or brush with box (left, top, width, height) and runs: lengths of pixels off, on, off, ... row by row
    """

    id: str
    mark: Literal["spurious", "missed"]
    shape: Literal["box", "polygon", "brush"]
    points: tuple[float, ...] = ()
    box: tuple[int, ...] = ()
    runs: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As an event keeps it; the id is the key it is kept under."""
        record: dict[str, Any] = {"mark": self.mark, "shape": self.shape}
        if self.shape == "brush":
            return record | {"box": list(self.box), "runs": list(self.runs)}
        return record | {"points": list(self.points)}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Region:
        """The region of a record of ``to_json`` with its id."""
        parts = {name: tuple(record[name]) for name in ("points", "box", "runs") if name in record}
        return cls(record["id"], record["mark"], record["shape"], **parts)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """What one reviewer says of one explanation now; verdict is None once it was taken back. Time is UTC.

    severity: 1 minor, 2 serious, 3 grave, or None; seconds: looked at in all
    conflicts: field -> other values that the same reviewer gave on another machine without knowing of this one
    """

    explanation_id: int
    reviewer: str
    verdict: Verdict | None
    updated_at: datetime
    reasons: tuple[str, ...] = ()
    severity: int | None = None
    comment: str = ""
    regions: tuple[Region, ...] = ()
    seconds: float = 0.0
    conflicts: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SignOff:
    """A reviewer stands by the reviews of a run. head: the hash to note outside; since: own events in it after that."""

    run_id: int
    reviewer: str
    at: datetime
    head: str
    since: int


@dataclass(frozen=True, slots=True)
class Undone:
    """The change that an undo took back or a redo brought again; what: "flaw on cup/0412.jpg".

    The image is named by its path in the audited folder. explanation_id is None for a sign-off and for a
    cluster's name. event: the hash of the change. also: the other explanations of a change that was made on several at
    once (db/together.py). cluster: the id of the cluster (db/clusters.py) whose name it is; else empty.
    """

    explanation_id: int | None
    run_id: int
    what: str
    event: str = ""
    also: tuple[int, ...] = ()
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a run and one reviewer are, in images. reviewed == sound + flawed + unsure."""

    total: int
    explained: int
    failed: int
    reviewed: int
    sound: int
    flawed: int
    unsure: int

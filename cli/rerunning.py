"""What `hansel rerun` does: project, image and model as they were kept, one explanation made again, the comparison."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli import models
from cli.codes import DIFFERS, DONE, STOPPED
from cli.errors import RunStopped
from cli.say import note, say, warn
from engine.records import Explanation, Failure, FloatArray, PlainError
from reports.words import percent, three_digits

if TYPE_CHECKING:
    from db.defence import Defence
    from engine.models import Model
    from engine.rerun import Finding, Likeness

AS_KEPT = "as kept"


@dataclass(frozen=True, slots=True)
class Rerun:
    """What came out. likeness is None where the kept map cannot be read; fault says why.

    kept_hash: whether the map made now has the hash that was kept, which holds without the file too
    device, versions, parameters: what is not as it was: name -> (then, now)
    """

    kept: Defence
    made: Explanation
    made_on: str
    likeness: Likeness | None
    fault: str
    kept_hash: bool
    finding: Finding
    versions: dict[str, tuple[Any, Any]]
    parameters: dict[str, tuple[Any, Any]]


def rerun(
    project: Path, asked: str, *, model_file: Path | None, image: Path | None, device: str, trust_code: bool
) -> Rerun:
    """Raises PlainError if the explanation, its method, image or model is not there as it was; RunStopped if it could
    not be made again."""
    kept, kept_map, fault = _read(project, asked)
    from db import defence
    from engine import rerun as again

    again.check_method(kept.method, kept.versions.get("hansel", "of another version"))
    other = again.other_parameters(defence.spec_of(kept))
    path = same_image(kept, image)
    if fault:
        warn(fault)
    model = same_model(kept, model_file, trust_code, device_of(kept, device))
    from engine.audit import describe_run

    here = describe_run(model, "", method=kept.method, steps=int(kept.parameters.get("steps", 0)))
    made = make_again(kept, model, path)
    likeness = None if kept_map is None else again.compare(kept_map, made.map)
    kept_hash = defence.is_kept_map(kept, made.map)
    return Rerun(
        kept=kept,
        made=made,
        made_on=here.device,
        likeness=likeness,
        fault=fault,
        kept_hash=kept_hash,
        finding=_finding(kept, made, likeness, kept_hash),
        versions=again.different(kept.versions, here.versions),
        parameters=other,
    )


def _read(project: Path, asked: str) -> tuple[Defence, FloatArray | None, str]:
    """What was kept, its map, and what is wrong with that map's file."""
    from db import defence
    from db.store import MapAltered, MapMissing, Store

    with Store.open(project, readonly=True) as store:
        kept = defence.find(store, asked)
        try:
            return kept, store.map(kept.row.explanation_id), ""
        except (MapMissing, MapAltered) as error:
            return kept, None, str(error)


def same_image(kept: Defence, moved_to: Path | None = None) -> str:
    """The path of the image, with the bytes that were explained. Raises PlainError."""
    from engine import rerun as again

    path = Path(kept.row.path) if moved_to is None else moved_to
    return again.check_image(
        path,
        kept.row.sha256,
        "If it was moved, say where it is: --image FILE.",
        "If the original is elsewhere, say where: --image FILE.",
    )


def same_model(kept: Defence, moved_to: Path | None, trust_code: bool, device: str) -> Model:
    """The model of the run: the same fingerprint, wherever its files are. Raises PlainError."""
    from engine.rerun import UNTOUCHED, short

    file = Path(kept.model_file) if moved_to is None else moved_to
    name = f"{kept.model_name} {kept.model_version}".strip()
    if not file.exists():
        raise PlainError(
            f"The model file {file} of {name} is not there any more. {UNTOUCHED} "
            "If it was moved, say where it is: --model FILE."
        )
    model = models.load(str(file), trust_code, device)
    if model.fingerprint != kept.model_fingerprint:
        what = "Its weights or code changed" if model.text == kept.model_text else "Its model.toml changed"
        raise PlainError(
            f"The model {file} is not the one of this run (fingerprint {short(kept.model_fingerprint)} then, "
            f"{short(model.fingerprint)} now). {what}. {UNTOUCHED} "
            "If the original is elsewhere, say where: --model FILE."
        )
    return model


def make_again(kept: Defence, model: Model, path: str) -> Explanation:
    """The explanation made again. Raises RunStopped if it could not be, or the image changed meanwhile."""
    from db import defence
    from engine import rerun as again

    made = again.make_again(model, path, kept.row.target, defence.spec_of(kept))
    if isinstance(made, Failure):
        raise RunStopped(f"{path} could not be explained again: {made.reason} {again.UNTOUCHED}")
    if made.sha256 != kept.row.sha256:
        raise RunStopped(f"{path} changed while it was read. {again.UNTOUCHED} Try again.")
    return made


def device_of(kept: Defence, asked: str) -> str:
    """The device to compute on; that of then if this machine has such a one."""
    if asked != AS_KEPT:
        return asked
    from engine.device import DeviceError, choose_device

    name = kept.device.split(" ")[0]
    try:
        choose_device(name)
    except DeviceError:
        note(f"It was made on {kept.device}, which is not here; it is made again on what there is.")
        return "auto"
    return name


def _finding(kept: Defence, made: Explanation, likeness: Likeness | None, kept_hash: bool) -> Finding:
    from engine import rerun as again

    row = kept.row
    apart = (
        abs(float(made.probabilities[made.prediction]) - row.probability),
        abs(float(made.probabilities[made.target]) - row.target_probability),
    )
    if made.prediction != row.prediction or max(apart) > again.PROBABILITY:
        return "differs"
    if likeness is None:
        return "same" if kept_hash else "differs"
    return again.judge(likeness)


def exit_code(found: Rerun) -> int:
    """A map that cannot be read is told before how well it could be made again."""
    if found.fault:
        return STOPPED
    return DIFFERS if found.finding == "differs" else DONE


def describe(found: Rerun) -> None:
    """The comparison in words, on stdout."""
    from engine import rerun as again

    kept, made, row = found.kept, found.made, found.kept.row
    say(f"Explanation {row.explanation_id} ({row.uuid}) of run {row.run_id}: {row.relative}")
    pack = f", rule pack {row.pack[:12]}…" if row.pack else ""
    say(f"{kept.method}{pack}, class {_label(row.labels, row.target)}, seed {kept.seed}, batch of {kept.batch_size}")
    say(f"{'':<14}{'kept':<22}made now")
    before = f"{_label(row.labels, row.prediction)} {percent(row.probability)}"
    after = f"{_label(row.labels, made.prediction)} {percent(float(made.probabilities[made.prediction]))}"
    lines = [("Prediction", before, after)]
    for name in ("keep", "drop", "area", "gini"):
        old, new = getattr(row.evidence, name), getattr(made.evidence, name)
        lines.append((name.replace("gini", "Gini"), three_digits(old), three_digits(new)))
    low, high = float(made.map.min()), float(made.map.max())
    was = f"{three_digits(row.map_low)} to {three_digits(row.map_high)}"
    lines.append(("Map", was, f"{three_digits(low)} to {three_digits(high)}"))
    lines.append(("Device", kept.device, found.made_on))
    lines += [(name, str(then), str(now)) for name, (then, now) in found.versions.items()]
    for title, then, now in lines:
        say(f"{title:<14}{then:<22}{now}")
    for name, (then, now) in found.parameters.items():
        warn(f"The parameter {name} was {then} and is {now} in this Hansel, which has no way to set it.")
    say(_verdict(found, again))


def _verdict(found: Rerun, again: Any) -> str:
    """One sentence that says what came out."""
    if found.likeness is None:
        if found.kept_hash:
            return (
                "The map made now has the hash that was kept: it is, bit for bit, the one that is missing or altered. "
                "To put it back: hansel rerun P.hansel --missing."
            )
        return "The kept map cannot be compared, and the map made now does not have its hash."
    if not found.likeness.same_shape:
        return "The maps do not have the same size."
    if found.likeness.same_bytes:
        same = "Same bytes: the map made now is the kept one, bit for bit"
        return f"{same}." if found.finding == "same" else f"{same}, but the prediction is not."
    words = {"rounding": "Apart by rounding only", "differs": "Apart by more than rounding"}[found.finding]
    return f"{words}: {_distance(found.likeness)}. Rounding: {_bounds(again)}."


def _distance(likeness: Likeness) -> str:
    relative = "" if likeness.relative is None else f", {_share(likeness.relative)} of the kept map's range"
    most = "" if likeness.most is None else f", 99 of 100 pixels by at most {_share(likeness.most)}"
    order = "" if likeness.rank_correlation is None else f"; rank correlation {likeness.rank_correlation:.6f}"
    return f"at most {three_digits(likeness.largest)}{relative}{most}{order}"


def _bounds(again: Any) -> str:
    return (
        f"99 of 100 pixels by up to {_share(again.MOST)} of the range, rank correlation from "
        f"{again.LEAST_RANK_CORRELATION}, "
        f"probabilities within {again.PROBABILITY}"
    )


def _share(share: float) -> str:
    return f"{100 * share:.2g}\u202f%"


def print_json(found: Rerun) -> None:
    """The result for programs, on stdout; names and meanings stay as they are between versions."""
    say(json.dumps(as_record(found), indent=2, allow_nan=False))


def as_record(found: Rerun) -> dict[str, Any]:
    """What --json prints; numbers that are no numbers are null."""
    from engine import rerun as again

    kept, made, row = found.kept, found.made, found.kept.row
    return {
        "explanation": row.explanation_id,
        "uuid": row.uuid,
        "run": row.run_id,
        "run_uuid": kept.run_uuid,
        "image": row.relative,
        "image_sha256": row.sha256,
        "model_fingerprint": kept.model_fingerprint,
        "method": kept.method,
        "parameters": dict(kept.parameters),
        "seed": kept.seed,
        "batch_size": kept.batch_size,
        "target": {"index": row.target, "label": _label(row.labels, row.target)},
        "finding": found.finding,
        "map_fault": found.fault or None,
        "map_has_kept_hash": found.kept_hash,
        "map": None if found.likeness is None else asdict(found.likeness),
        "rounding": {
            "most": again.MOST,
            "least_rank_correlation": again.LEAST_RANK_CORRELATION,
            "largest_probability": again.PROBABILITY,
        },
        "kept": {
            "prediction": row.prediction,
            "probability": _number(row.probability),
            "target_probability": _number(row.target_probability),
            "evidence": {name: _number(value) for name, value in asdict(row.evidence).items()},
            "map_low": row.map_low,
            "map_high": row.map_high,
            "device": kept.device,
            "versions": dict(kept.versions),
            "made_at": kept.made_at.isoformat(),
        },
        "made_now": {
            "prediction": made.prediction,
            "probability": _number(float(made.probabilities[made.prediction])),
            "target_probability": _number(float(made.probabilities[made.target])),
            "evidence": {name: _number(value) for name, value in asdict(made.evidence).items()},
            "map_low": float(made.map.min()),
            "map_high": float(made.map.max()),
            "device": found.made_on,
        },
        "other_versions": _pairs(found.versions),
        "other_parameters": _pairs(found.parameters),
    }


def _pairs(found: dict[str, tuple[Any, Any]]) -> dict[str, dict[str, Any]]:
    return {name: {"then": then, "now": now} for name, (then, now) in found.items()}


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _label(labels: tuple[str, ...], index: int) -> str:
    return labels[index] if 0 <= index < len(labels) else str(index)

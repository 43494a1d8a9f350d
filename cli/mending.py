"""What `hansel rerun --missing` does: every map that is missing or altered is computed again and put back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cli import rerunning
from cli.codes import DIFFERS, DONE, STOPPED
from cli.progress import Bar
from cli.say import note, say
from engine.records import PlainError
from reports.words import count

if TYPE_CHECKING:
    from db.defence import Defence
    from db.mending import Lost
    from db.store import Store
    from engine.models import Model

Ending = Literal["put back", "differs", "not made"]


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of one map. aside: where the altered file is kept; told: why it was not put back; else empty."""

    explanation: int
    image: str
    path: str
    fault: str
    ending: Ending
    aside: str = ""
    told: str = ""


def mend(project: Path, *, model_file: Path | None, device: str, trust_code: bool) -> list[Mended]:
    """Computes every lost map of a project again; those that have the kept hash are put back, one by one.

    Raises PlainError if the project cannot be opened for writing. What goes wrong with one map is in its answer.
    """
    from db import mending
    from db.store import Store

    found: list[Mended] = []
    with Store.open(project) as store:
        with Bar() as bar:
            lost = mending.lost(store, bar)
        models: dict[tuple[str, str], Model | PlainError] = {}
        for at, one in enumerate(lost, 1):
            note(f"{at:,} of {len(lost):,}: explanation {one.explanation_id}, its map is {one.fault}")
            found.append(_mend_one(store, one, models, model_file, device, trust_code))
    return found


def _mend_one(
    store: Store,
    one: Lost,
    models: dict[tuple[str, str], Model | PlainError],
    model_file: Path | None,
    device: str,
    trust_code: bool,
) -> Mended:
    from db import defence, mending
    from engine import rerun as again

    image = ""
    try:
        kept = defence.find(store, str(one.explanation_id))
        image = kept.row.relative
        if one.fault == "unreadable":
            raise PlainError("Its file cannot be read. Nothing was changed. Check its rights and the disk.")
        again.check_method(kept.method, kept.versions.get("hansel", "of another version"))
        again.other_parameters(defence.spec_of(kept))
        path = rerunning.same_image(kept)
        made = rerunning.make_again(kept, _model(kept, models, model_file, device, trust_code), path)
        back = mending.put_back(store, kept, made.map)
    except PlainError as error:
        ending: Ending = "differs" if isinstance(error, mending.NotTheKeptMap) else "not made"
        return Mended(one.explanation_id, image, one.path, one.fault, ending, told=str(error))
    return Mended(one.explanation_id, image, one.path, one.fault, "put back", back.aside)


def _model(
    kept: Defence,
    models: dict[tuple[str, str], Model | PlainError],
    model_file: Path | None,
    device: str,
    trust_code: bool,
) -> Model:
    """The run's model, loaded once for all its maps; one that could not be loaded is not tried again."""
    key = (kept.model_fingerprint, kept.device)
    if key not in models:
        try:
            models[key] = rerunning.same_model(kept, model_file, trust_code, rerunning.device_of(kept, device))
        except PlainError as error:
            models[key] = error
    found = models[key]
    if isinstance(found, PlainError):
        raise found
    return found


def exit_code(found: list[Mended]) -> int:
    """What could not be made again is told before what was made and is not the kept map."""
    endings = {one.ending for one in found}
    return STOPPED if "not made" in endings else DIFFERS if "differs" in endings else DONE


def describe(found: list[Mended]) -> None:
    """A line for each map and one for all, on stdout."""
    for one in found:
        words = one.told
        if one.ending == "put back":
            words = "put back, bit for bit as it was written."
            if one.aside:
                words += f" The altered file is kept as {one.aside}."
        say(f"Explanation {one.explanation} ({one.image}), map {one.fault}: {words}")
    if not found:
        say("No map is missing or altered.")
        return
    back = sum(one.ending == "put back" for one in found)
    say(f"{back:,} of {count(len(found), 'map')} put back.")


def print_json(found: list[Mended]) -> None:
    """The result for programs, on stdout; names and meanings stay as they are between versions."""
    record: dict[str, Any] = {"maps": [asdict(one) for one in found]}
    say(json.dumps(record, indent=2, allow_nan=False))

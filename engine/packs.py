"""Rule packs: where the learned method begins for one model, learned once and kept as a file. Imports no torch.

A pack holds four gates for each activation call, a mean over positions and images of what was learned
(engine/packing.py), so that it fits any resolution. Its hash is the SHA-256 of its canonical content: whoever has the
hash has the pack.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from engine.gates import Gates
from engine.records import PlainError

FORMAT, VERSION = "hansel rule pack", 1
LARGEST_BYTES = 16 * 2**20  # a call takes about a hundred bytes; whatever is larger is something else
_NOTHING = "Nothing was explained."


class PackError(PlainError):
    """A pack that cannot be used here, and what to do about it."""


class PackedCall(NamedTuple):
    """One activation call, in the order of execution: its name ("relu") and its gates, each in [0, 1]."""

    name: str
    gates: Gates


@dataclass(frozen=True, slots=True)
class PackedStart:
    """What a run keeps of its pack, which is all that is needed to make it again. sha256: the pack's hash."""

    sha256: str
    calls: tuple[PackedCall, ...]

    def as_parameters(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {"sha256": self.sha256, "calls": [[call.name, list(call.gates)] for call in self.calls]}


def start_of(parameters: Mapping[str, Any]) -> PackedStart | None:
    """The pack that a run's parameters were made with; None for a run without. Raises PackError if it is damaged."""
    kept = parameters.get("pack")
    if kept is None:
        return None
    try:
        return PackedStart(str(kept["sha256"]), _calls(kept["calls"]))
    except (KeyError, TypeError, ValueError) as error:
        raise PackError(f"What was kept of this run's rule pack cannot be read. {_NOTHING}") from error


@dataclass(frozen=True, slots=True)
class RulePack:
    """A start for one model.

    fingerprint: of the model that it was learned with, and that alone it is for
    hansel:      the version that learned it
    settings:    of the fits, ready for JSON
    seed:        of the draw of the images
    images:      SHA-256 (hex) of each image file that it was learned on
    calls:       the gates, in the order of execution
    """

    model_name: str
    model_version: str
    fingerprint: str
    hansel: str
    settings: Mapping[str, Any] = field(hash=False)
    seed: int
    images: tuple[str, ...]
    calls: tuple[PackedCall, ...]

    @property
    def sha256(self) -> str:
        """The hash of the canonical content (hex)."""
        return hashlib.sha256(_canonical(self._content())).hexdigest()

    @property
    def start(self) -> PackedStart:
        return PackedStart(self.sha256, self.calls)

    @property
    def model(self) -> str:
        """What people call its model."""
        return " ".join(part for part in (self.model_name, self.model_version) if part)

    def check_model(self, name: str, version: str, fingerprint: str) -> None:
        """Raises PackError unless it was learned with the model of that fingerprint."""
        if fingerprint == self.fingerprint:
            return
        given = " ".join(part for part in (name, version) if part)
        raise PackError(
            f"This rule pack is of the model {self.model} (fingerprint {self.fingerprint[:12]}…), and the model given "
            f"is {given} ({fingerprint[:12]}…). {_NOTHING} Learn a pack for this one with hansel pack, or leave "
            "--pack out."
        )

    def to_bytes(self) -> bytes:
        """The file: one line of canonical JSON in UTF-8."""
        return _canonical({**self._content(), "sha256": self.sha256}) + b"\n"

    def _content(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "model": {"name": self.model_name, "version": self.model_version, "fingerprint": self.fingerprint},
            "hansel": self.hansel,
            "settings": dict(self.settings),
            "seed": self.seed,
            "images": list(self.images),
            "calls": [{"name": call.name, "gates": list(call.gates)} for call in self.calls],
        }


def read(path: str | os.PathLike[str]) -> RulePack:
    """The pack in a file. Raises PackError where it cannot be read, is something else, newer, or was altered."""
    try:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise PackError(f"The rule pack {path} cannot be read: {error.strerror}. {_NOTHING}") from error
    try:
        found = None if len(content) > LARGEST_BYTES else json.loads(content.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise PackError(f"{path} is not a rule pack, or is damaged. {_NOTHING} Packs are made by hansel pack.")
    version = found.get("version")
    if isinstance(version, int) and version > VERSION:
        raise PackError(
            f"The rule pack {path} is of a newer Hansel (format {version}; this one reads {VERSION}). {_NOTHING} "
            "Install that Hansel, or learn the pack again with this one."
        )
    try:
        kept = str(found.pop("sha256"))
        pack = RulePack(
            model_name=str(found["model"]["name"]),
            model_version=str(found["model"]["version"]),
            fingerprint=str(found["model"]["fingerprint"]),
            hansel=str(found["hansel"]),
            settings=dict(found["settings"]),
            seed=int(found["seed"]),
            images=tuple(str(image) for image in found["images"]),
            calls=_calls([(call["name"], call["gates"]) for call in found["calls"]]),
        )
        # Of the file as it is and not of what was understood of it, so that nothing in it escapes the hash.
        intact = hashlib.sha256(_canonical(found)).hexdigest() == kept == pack.sha256
    except (KeyError, TypeError, ValueError, AttributeError):
        intact = False
    if not intact:
        raise PackError(
            f"The rule pack {path} is damaged or was altered: its content does not have the hash that stands in it. "
            f"{_NOTHING} Get the original, or learn it again with hansel pack."
        )
    return pack


def _calls(given: Any) -> tuple[PackedCall, ...]:
    """Raises TypeError or ValueError for anything but names with four gates in [0, 1] each."""
    calls = tuple(PackedCall(str(name), Gates(*(float(gate) for gate in gates))) for name, gates in given)
    if not calls or not all(0 <= gate <= 1 for call in calls for gate in call.gates):
        raise ValueError("gates lie within 0 and 1")
    return calls


def _canonical(content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not a number")

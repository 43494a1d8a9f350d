"""What an audit will be made of, before it begins; also as the queue keeps it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

_PATHS = ("folder", "model", "project")


@dataclass(frozen=True, slots=True)
class Setup:
    """folder may be a CSV or JSON file that lists the images; files: only these images of the folder; empty for all.

    layout: as in engine.datasets, or "auto"; evidence: as in engine.in_full; limit: the most images, 0 for all.
    """

    folder: Path | None = None
    files: tuple[Path, ...] = ()
    model: Path | None = None
    project: Path | None = None
    method: str = "learned"
    steps: int = 10
    layout: str = "auto"
    evidence: str = "quick"
    limit: int = 0

    @property
    def complete(self) -> bool:
        return None not in (self.folder, self.model, self.project)

    def to_json(self) -> dict[str, Any]:
        record = asdict(self)
        record |= {name: str(record[name]) if record[name] is not None else None for name in _PATHS}
        return record | {"files": [str(file) for file in self.files]}

    @classmethod
    def from_json(cls, record: Any) -> Setup:
        """The setup of a record of ``to_json``. Raises ValueError for anything else."""
        try:
            known = {field.name: record[field.name] for field in fields(cls) if field.name in record}
            known |= {name: Path(known[name]) for name in _PATHS if known.get(name) is not None}
            made = cls(**known | {"files": tuple(Path(file) for file in known.get("files", ()))})
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError("not a setup") from error
        words = (made.method, made.layout, made.evidence)
        if not all(isinstance(one, str) for one in words) or not all(type(n) is int for n in (made.steps, made.limit)):
            raise ValueError("not a setup")
        return made


def project_beside(folder: Path) -> Path:
    """Where the project of a folder or list goes unless told otherwise: beside it, NAME.hansel."""
    folder = folder.resolve()
    name = folder.stem if folder.is_file() else folder.name
    return folder.parent / f"{name or 'images'}.hansel"


def short(path: Path) -> str:
    """A path as people write it: ~ for the home folder."""
    try:
        below = path.relative_to(Path.home()).as_posix()
    except ValueError:
        return str(path)
    return "~" if below == "." else f"~/{below}"

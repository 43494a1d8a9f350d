"""Which model files come with this program: their code is part of it, so that nobody is asked about it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def is_own(model_file: str | Path) -> bool:
    """Whether a path is that of one of the demo's own model files, where they were installed; a copy is not."""
    here = Path(str(files("resources.demo"))).resolve()
    found = Path(model_file).resolve()
    return found.parent == here and found.suffix == ".toml" and found.is_file()

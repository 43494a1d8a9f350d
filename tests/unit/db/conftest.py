"""A folder of files, what an engine would find in them, and a project to keep it in."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from db.store import RunPlan, Store
from engine.records import Evidence, Explanation, Geometry, ImageRef, RunSpec

GEOMETRY = Geometry(640, 427, 384, 256, 80, 16, 24, 20)


class Folder:
    """Real files, listed in name order as a scan would."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()

    def write(self, name: str, content: bytes) -> None:
        """Writes a file whose time differs from any that it had before."""
        file = self.path / name
        later = file.stat().st_mtime_ns + 10**9 if file.exists() else 10**18
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        os.utime(file, ns=(later, later))

    def touch(self, name: str) -> None:
        self.write(name, (self.path / name).read_bytes())

    def scan(self) -> list[ImageRef]:
        files = sorted(file for file in self.path.rglob("*") if file.is_file())
        return [
            ImageRef(file.relative_to(self.path).as_posix(), file.stat().st_size, file.stat().st_mtime_ns)
            for file in files
        ]

    def spec(self, **changes: Any) -> RunSpec:
        values: dict[str, Any] = {
            "folder": str(self.path),
            "model_name": "toy",
            "model_version": "3",
            "model_arch": "nets.py:build",
            "model_fingerprint": "a1" * 32,
            "model_file": "/models/model.toml",
            "model_text": 'name = "toy"\n',
            "labels": ("cat", "dog", "owl", "fox", "hen", "elk"),
            "method": "learned",
            "parameters": {"steps": 10, "rate": 0.1},
            "seed": 7,
            "batch_size": 4,
            "versions": {"torch": "2.9"},
        }
        return RunSpec(**(values | changes))


def explanation(path: str = "", target: int = 2, seed: int = 0, **changes: Any) -> Explanation:
    """An explanation of the file at path (its hash is of the bytes that lie there now)."""
    values: dict[str, Any] = {
        "map": np.random.default_rng(seed).random((20, 24), dtype=np.float32) * 4 - 1,
        "geometry": GEOMETRY,
        "prediction": 2,
        "target": target,
        "probabilities": np.array([0.05, 0.1, 0.5, 0.02, 0.3, 0.03], np.float32),
        "evidence": Evidence(0.93, 0.04, 0.21, 0.6),
        "gated": 16,
        "executed": 17,
        "seconds": 0.25,
        "losses": (1.5, 0.75),
        "sha256": hashlib.sha256(Path(path).read_bytes()).hexdigest() if path else "",
        "warnings": ("One call was left as it is.",),
    }
    return Explanation(**(values | changes))


def explain_all(store: Store, plan: RunPlan) -> None:
    found = [(one.key, explanation(one.path, seed=one.key)) for one in plan.pending]
    store.add_outcomes(plan.run_id, found)
    store.finish_run(plan.run_id, "finished")


def sql(project: Path, statement: str, *values: Any) -> list[Any]:
    """Asks the database file directly, past the store; what is changed so does not break the seal of a closed project,
    for the tests are about what else would notice it."""
    with closing(sqlite3.connect(project / "audit.sqlite")) as db, db:
        before = db.total_changes
        found = db.execute(statement, values).fetchall()
        if db.total_changes > before or not statement.lstrip().upper().startswith("SELECT"):
            (project / ".closed").unlink(missing_ok=True)
        return found


@pytest.fixture(autouse=True)
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, where the machine's id is kept, lies in the test's own."""
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *names, **options: str(tmp_path / "data-home"))
    return tmp_path / "data-home"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "photos")
    for name in ("a.jpg", "b.jpg", "c.jpg", "deep/d.jpg"):
        made.write(name, f"picture {name}".encode())
    return made


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path / "audit one.hansel"


@pytest.fixture
def store(project: Path) -> Iterator[Store]:
    with Store.create(project) as made:
        yield made


@pytest.fixture
def explained(store: Store, folder: Folder) -> dict[str, int]:
    """A finished run over the folder: explanation id by image name."""
    plan = store.begin_run(folder.spec(), folder.scan())
    explain_all(store, plan)
    return {item.relative: item.explanation_id or 0 for item in store.items(plan.run_id, "ann")}

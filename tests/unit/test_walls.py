"""The walls between the parts: what may import what, and what a command must not load before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = (
    "torch", "torchvision", "PySide6", "sqlalchemy", "numpy", "cv2", "PIL", "captum", "matplotlib", "zennit",
    "reportlab", "sklearn", "scipy",
)  # fmt: skip


def loaded_by(statement: str) -> set[str]:
    """The heavy packages that a fresh interpreter has loaded after a statement."""
    code = f"import sys\n{statement}\nprint(*[name for name in {HEAVY} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(ran.stdout.splitlines()[-1].split())


def test_the_contracts_between_the_parts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([linter, "--no-cache"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("statement", "forbidden"),
    [
        ("import engine.records", {"torch", "PySide6", "sqlalchemy"}),
        ("import engine", {"torch", "numpy"}),
        ("import engine.methods, engine.datasets, engine.images, engine.render", {"torch"}),
        ("import engine.methods; engine.methods.parameters('lrp', 1)", {"torch", "captum", "zennit"}),
        ("import engine.audit, engine.peers", {"captum", "matplotlib", "zennit"}),
        ("import engine.patterns, cli.patterns", {"torch", "sklearn", "scipy", "PySide6"}),
        ("import db.store", {"torch", "PySide6", "cv2"}),
        ("import reports.page, reports.table, reports.overlays", {"torch", "PySide6", "reportlab"}),
        ("import reports.paper; reports.paper.Setter()", {"torch", "PySide6", "matplotlib"}),
        ("import reports, cli.report", {"torch", "PySide6", "numpy", "sqlalchemy", "reportlab"}),
        ("import cli.main", {"torch", "PySide6", "sqlalchemy", "numpy"}),
        ("import cli.running, cli.explaining", {"torch", "PySide6"}),
        ("import cli.checking, cli.demonstrating", {"PySide6"}),
    ],
)
def test_what_is_not_needed_is_not_loaded(statement: str, forbidden: set[str]) -> None:
    assert not loaded_by(statement) & forbidden


@pytest.mark.parametrize("arguments", [["--help"], ["audit", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    statement = f"import cli.main\nsys.argv = ['hansel', *{arguments}]\ncli.main.main()"
    assert not loaded_by(statement) & {"torch", "PySide6", "sqlalchemy", "cv2", "captum"}


def test_explain_stays_the_function_whatever_was_imported_before() -> None:
    code = "import engine.audit, engine; engine.explain; assert callable(engine.explain), engine.explain"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)

"""The demo's steps: draw the pictures, audit them, show or tell what came of it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from cli.audit import describe
from cli.codes import CANCELLED, DONE
from cli.progress import Bar
from cli.say import note, say
from reports.words import count


@dataclass(frozen=True, slots=True)
class Drawn:
    done: int
    total: int
    seconds_left: float | None
    source: str = ""


def draw_pictures(home: Path) -> Path:
    """Draws what is not drawn yet; the folder of the pictures. Raises PlainError."""
    from resources.demo.world import make_folder

    folder = home / "images"
    note(f"Drawing the demo's pictures into {folder}")
    started = time.perf_counter()
    with Bar() as bar:

        def tell(done: int, total: int) -> None:
            bar(Drawn(done, total, (time.perf_counter() - started) / done * (total - done)))

        make_folder(folder, progress=tell)
    return folder


def without_window(home: Path) -> int:
    """The audit, its overlays and its report as files; says where they lie. The exit code."""
    from cli import running
    from reports import Options, write
    from reports.overlays import write_overlays

    folder = draw_pictures(home)
    project = home / "demo.hansel"
    # Consent is given: the demo's code is part of this program.
    wanted = running.Wanted(folder, demo_model(), project, trust_code=True)
    outcome = running.audit(wanted)
    describe(wanted, outcome)
    if outcome.cancelled:
        return CANCELLED
    overlays, report = home / "overlays", home / "report.html"
    note("Writing overlays and report")
    written = write_overlays(project, overlays, run_id=outcome.plan.run_id)
    write(project, report, Options(runs=(outcome.plan.run_id,)), force=True)
    say(f"Project   {project}")
    say(f"Overlays  {overlays} ({count(written, 'image')})")
    say(f"Report    {report}")
    return DONE


def in_window(home: Path) -> int:
    """The same audit, started in the window. The exit code."""
    from cli.window import open_audit

    folder = draw_pictures(home)
    return open_audit(folder, demo_model(), home / "demo.hansel")


def demo_model() -> Path:
    """The model.toml that comes with the program."""
    return Path(str(files("resources.demo") / "model.toml"))

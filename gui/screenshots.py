"""Pictures of the real window over a real audit of the demo folder: ``python -m gui.screenshots OUT_DIR``.

``python -m gui.screenshots --guide docs/pictures/guide`` takes those of docs/guide.md (gui/guide_pictures.py).

``review-dark-1280.png`` and ``review-light-1280.png`` are the README's ``docs/pictures/window-*.png``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from db.rows import ItemRow, Verdict

if TYPE_CHECKING:
    from gui.window import Window

SIZES = ((1280, 800), (2560, 1440))
PATIENCE_S = 600.0


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(done: Callable[[], bool], what: str) -> None:
    """Let the window live until something holds. Raises TimeoutError after ten minutes."""
    deadline = time.monotonic() + PATIENCE_S
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited in vain for: {what}")
        wait(30)


@contextmanager
def demo_window(images: int, reviewer: str = "") -> Iterator[tuple[Window, Path, Path]]:
    """(window, folder of the demo's pictures, its model) of a user whose home is new; gone afterwards."""
    from gui import app
    from gui.preferences import Preferences
    from gui.window import Window
    from resources.demo import world

    with tempfile.TemporaryDirectory(prefix="hansel-pictures-") as home:
        # The pictures show paths: they shall be those of a user at home, not of the computer that took them.
        os.environ["HOME"] = home
        for name in ("CONFIG", "CACHE", "STATE", "DATA"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(home) / f".{name.lower()}")
        model = Path(home) / "models" / "demo-finder" / "model.toml"
        shutil.copytree(Path(world.__file__).parent, model.parent, ignore=shutil.ignore_patterns("__pycache__"))
        folder = Path(home) / "demo"
        world.make_folder(folder, images)
        app.application()
        preferences = Preferences(Path(home) / "window.ini")
        if reviewer:
            preferences.reviewer = reviewer
        window = Window(preferences)
        try:
            yield window, folder, model
        finally:
            window.close()
            window.deleteLater()
            wait(10)


def take(out: Path, images: int, steps: int, sizes: tuple[tuple[int, int], ...]) -> list[Path]:
    """Audit a demo folder of ``images`` pictures in a window and photograph it on the way; the files written."""
    taken: list[Path] = []
    with demo_window(images, "ana") as (window, folder, model):

        def grab(name: str, widget: QWidget | None = None) -> None:
            for width, height in sizes:
                for theme in ("dark", "light"):
                    window.choose_theme(theme)
                    window.resize(width, height)
                    wait(350)
                    file = out / f"{name}-{theme}-{width}.png"
                    (widget or window).grab().save(str(file))
                    taken.append(file)
            window.choose_theme("dark")

        window.show()
        wait(200)
        grab("start-empty")
        window.intake.trusted = model.resolve()
        window.open_paths([folder, model])
        window.intake.choose_method("learned", steps)
        wait_until(lambda: window.audits.model is not None, "the model")
        wait(200)
        grab("start")
        window.intake.start_audit()
        items = window.review.items
        wait_until(lambda: items.in_state("explained") >= images // 4, "a quarter of the audit")
        window.review.list.go_to(1)
        grab("audit")
        wait_until(lambda: not window.audits.running, "the end of the audit")
        wait(300)
        rows = [row for n in range(items.rowCount()) if (row := items.row(n)) is not None]
        wrong = [n for n, row in enumerate(rows) if is_mistaken(row, items.label(row.prediction))]
        # The surest mistake is the most telling: the net goes by something else than the object.
        telling = max(wrong, key=lambda n: rows[n].probability or 0.0)
        around = range(max(0, telling - 6), telling)
        for n in around:
            window.review.list.go_to(n)
            verdict: Verdict = "flawed" if n in wrong else "unsure" if n % 5 == 2 else "sound"
            window.review.judge(verdict)
        window.review.list.go_to(telling)
        window.review.judge("flawed")
        wait_until(lambda: items.reviewed() == len(around) + 1, "the verdicts")
        wait(400)
        grab("review")
        window.review.set_mode("mask")
        grab("mask")
        window.review.set_mode("overlay")
        window.review.canvas.setFocus()
        window.review.fold_panels()
        grab("alone")
        window.review.fold_panels()
        window.again.open()
        grab("again")
        window.again.panel.leave()
        window.rooms.show("trends")
        wait(400)
        grab("trends")
        window.rooms.show("patterns")
        wait_until(lambda: window.rooms.patterns.found is not None, "the patterns")
        wait(1500)
        grab("patterns")
        second_run(window, range(around.start, telling + 1))
        grab_comparison(window, grab)
        window.exporting.ask()
        wait_until(lambda: window.exporting.dialog is not None and window.exporting.dialog.do.isEnabled(), "report")
        grab("report", window.exporting.dialog)
        window.exporting.dialog.reject()
        wait(100)
        window.intake.line_up()
        window.rooms.show("audit")
        wait(400)
        grab("audit-room")
    return taken


def second_run(window: Window, places: Iterable[int]) -> None:
    """The same images with another method, reviewed at the same places, not all of them with the same verdict."""
    window.rooms.show("audit")
    window.intake.choose_method("gradient", 0)
    wait(200)
    window.intake.start_audit()
    wait_until(lambda: window.audits.running, "the second run")
    wait_until(lambda: not window.audits.running, "the end of the second run")
    items = window.review.items
    wait_until(lambda: window.desk.run is not None and window.desk.run.method == "gradient", "its rows")
    wait_until(lambda: items.in_state("explained") > 0, "its images")
    before = items.reviewed()
    for number, place in enumerate(places):
        window.review.list.go_to(place)
        window.review.judge("sound" if number % 3 else "flawed")
    wait_until(lambda: items.reviewed() > before + number, "the verdicts of the second run")


def grab_comparison(window: Window, grab: Callable[[str], None]) -> None:
    """Two runs, and two maps side by side."""
    window.rooms.show("trends", "compare")
    page = window.rooms.trend_desk.compare
    wait_until(lambda: page.alike is not None, "the comparison of the maps")
    wait(300)
    grab("compare")
    page.pair_chosen.emit(page.shown_pairs()[0])
    pair = window.rooms.trend_desk.pair
    assert pair is not None
    wait_until(lambda: all(pair.shown()), "both maps")
    grab("pair")
    pair.left.emit()


def is_mistaken(row: ItemRow, predicted: str) -> bool:
    """Explained, and not as the class folder says."""
    return row.state == "explained" and row.true_label is not None and row.true_label != predicted


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m gui.screenshots", description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the PNG files; made if need be")
    parser.add_argument("--images", type=int, default=60)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--small", action="store_true", help="only 1280 x 800")
    parser.add_argument("--guide", action="store_true", help="the pictures of docs/guide.md, and no others")
    wanted = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wanted.out.mkdir(parents=True, exist_ok=True)
    if wanted.guide:
        from gui import guide_pictures

        taken = guide_pictures.take(wanted.out, wanted.images, wanted.steps)
    else:
        taken = take(wanted.out, wanted.images, wanted.steps, SIZES[:1] if wanted.small else SIZES)
    for file in taken:
        print(file)
    app = QApplication.instance()
    if app is not None:
        app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())

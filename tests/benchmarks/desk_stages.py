"""What tests.benchmarks.desk measures, each stage in a process of its own that prints its lines as JSON."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db.store import Store
from engine import datasets
from engine.audit import Control, Work, audit, describe_run
from engine.models import load_model
from gui.sinks import StoreSink
from gui.window import Window
from tests.benchmarks import desk_world
from tests.benchmarks.desk_hands import Hands, Seen, new_window, painted_s, resident_mb, wait, wait_until
from tests.benchmarks.latency import Beat

REVIEWER = "ann"
BATCHES_ALONE = 60
Key = Qt.Key


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table. values: ms, MB or a count; judged: the percentile that the goal is for, 100 for the most."""

    title: str
    values: list[float]
    goal: float | None = None
    judged: float = 100
    unit: str = "ms"
    note: str = ""

    @property
    def met(self) -> bool:
        return self.goal is None or float(np.percentile(self.values, self.judged)) < self.goal


@contextmanager
def bare_window(home: Path) -> Iterator[Window]:
    """The real window, painted and at rest, with settings and caches of its own."""
    window = new_window(home, REVIEWER)
    wait(1500)
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        wait(10)


def copy_of(project: Path, home: Path) -> Path:
    """A project to be written to; maps are never changed in place, so links do."""
    copy = home / project.name
    shutil.copytree(project, copy, copy_function=_link_or_copy, ignore=shutil.ignore_patterns(".lock"))
    return copy


def _link_or_copy(source: str, target: str) -> None:
    if source.endswith(".npy"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


# --- opening -------------------------------------------------------------------------------------------------------


def opening(folder: Path, project: Path, home: Path, cold: bool) -> Iterator[Line]:
    """Once: from the call that opens the project to the first image with its map, and to the whole list."""
    project = copy_of(project, home)
    if cold:
        files = [path for path in project.rglob("*") if path.is_file()]
        images = [Path(one.path) for kind in sorted(folder.iterdir()) for one in list(os.scandir(kind))[:50]]
        desk_world.forget([*files, *images])
    with bare_window(home) as window:
        hands = Hands(window)
        number = sum(len(list(os.scandir(kind))) for kind in folder.iterdir())
        first = hands.picture_of(lambda: 0)
        rows = Seen(hands.list.viewport(), lambda: hands.items.rowCount() == number and not hands.gaps())
        image, listed = painted_s(lambda: window.open_paths([project]), [first, rows], "the project")
        _check(hands)
        how = "cold" if cold else "warm"
        yield Line(f"project opened, first image with its map painted, {how}", [1000 * image], 1000)
        yield Line(f"project opened, list painted ({number:,} rows), {how}", [1000 * listed], 1000)


def new_folder(folder: Path, project: Path, home: Path) -> Iterator[Line]:
    """A folder that was never audited: counted, audited into a new project, and when its images are seen."""
    number = sum(len(list(os.scandir(kind))) for kind in folder.iterdir())
    with bare_window(home) as window:
        hands, intake = Hands(window), window.intake
        intake.trusted = desk_world.MODEL.resolve()
        window.open_paths([desk_world.MODEL])
        wait_until(lambda: window.audits.model is not None, "the model")
        beat = Beat()
        beat.start()
        began = time.perf_counter()
        window.open_paths([folder])
        wait_until(lambda: intake.images == number, "the folder to be counted")
        counted = time.perf_counter() - began
        late = beat.stop()
        intake.propose_project(home / "new.hansel")
        intake.choose_method(desk_world.METHOD, 0)
        first = hands.picture_of(hands.at)
        rows = Seen(hands.list.viewport(), lambda: hands.items.rowCount() == number and not hands.gaps())
        beat.start()
        image, listed = painted_s(window.actions_["start-audit"].trigger, [first, rows], "the new run")
        again = beat.stop()
        window.audits.cancel()
        wait_until(lambda: not window.audits.running, "the audit to end")
    yield Line(f"folder of {number:,} chosen, all counted", [1000 * counted])
    yield Line("audit of it started, first image painted", [1000 * image])
    yield Line("audit of it started, whole list painted", [1000 * listed])
    yield Line("event loop late while a folder is counted", late.tolist(), judged=99)
    yield Line("event loop late while a run of it begins", again.tolist(), judged=99)


# --- at work -------------------------------------------------------------------------------------------------------


def working(folder: Path, project: Path, home: Path, keys: int, audit: bool) -> Iterator[Line]:
    """Browsing, jumping, scrolling, judging; ``audit``: while the run goes on beside it."""
    project, dice = copy_of(project, home), random.Random(5)
    what = "while an audit runs" if audit else "no audit"
    with bare_window(home) as window:
        bare = resident_mb()
        beat = Beat()
        beat.start()
        wait(3000)
        yield Line("baseline: event loop late, nothing going on", beat.stop().tolist(), judged=99)
        yield Line("baseline: a JPEG of the folder decoded", _decodes(folder, dice))
        with_model = bare
        if audit:
            window.intake.trusted = desk_world.MODEL.resolve()
            window.open_paths([desk_world.MODEL])
            wait_until(lambda: window.audits.model is not None, "the model")
            wait(2000)
            with_model = resident_mb()
        hands = Hands(window)
        window.open_paths([project])
        wait_until(lambda: hands.canvas.picture is not None and hands.items.rowCount() > 0, "the project")
        wait(500)
        opened = resident_mb()
        before = hands.items.in_state("explained")
        if audit:
            window.actions_["resume-audit"].trigger()
            wait_until(lambda: hands.items.in_state("explained") > before + 30, "the audit to go on")
        hands.canvas.setFocus()
        began, explained = time.perf_counter(), hands.items.in_state("explained")
        beat.start()
        yield from _going(hands, keys, dice, what)
        yield from _scrolling(hands, dice, what)
        yield from _judging(hands, project, keys, dice, what)
        yield Line(f"event loop late, all of that, {what}", beat.stop().tolist(), judged=99)
        if audit:
            pace = (hands.items.in_state("explained") - explained) / (time.perf_counter() - began)
            if not window.audits.running:
                raise SystemExit("the audit ended before the measurement did; give more --images")
            yield Line("explanations a second meanwhile", [pace], unit="/s")
        now = resident_mb()
        if audit:
            yield Line("memory: bare window", [bare], unit="MB")
            yield Line("memory: torch and the model come", [with_model - bare], unit="MB")
            yield Line(f"memory: grown over the idle window with its model, {what}", [now - with_model], 300, unit="MB")
        else:
            yield Line("memory: project opened, over the bare window", [opened - bare], unit="MB")
            yield Line("memory: grown over the bare window, no torch", [now - bare], 300, unit="MB")
        if audit:
            window.audits.cancel()
            wait_until(lambda: not window.audits.running, "the audit to end")


def alone(folder: Path, project: Path, home: Path) -> Iterator[Line]:
    """What the run of the stage "audit" needs in a process that has no window: of the memory that grows there, the
    audit's own part."""
    project = copy_of(project, home)
    torch.set_num_threads(max(1, (os.cpu_count() or 2) - 1))  # as the window's worker
    model = load_model(desk_world.MODEL, device="cpu", trust_code=True)
    before, control = resident_mb(), Control()
    with Store.open(project) as store:
        spec = describe_run(model, folder, method=desk_world.METHOD, batch_size=desk_world.BATCH)
        plan = store.begin_run(spec, datasets.read(folder, "auto").images)
        assert plan.resumed
        most: list[float] = []

        def look(_: object) -> None:
            most.append(resident_mb())
            if len(most) == BATCHES_ALONE:
                control.cancel()

        work = [Work(one.key, str(one.path)) for one in plan.pending]
        audit(model, work, StoreSink(store, plan.run_id, lambda _: None), spec, control=control, progress=look)
        store.finish_run(plan.run_id, "interrupted")
    yield Line("memory: the same audit in a process without a window, over its model", [max(most) - before], unit="MB")


def _decodes(folder: Path, dice: random.Random) -> list[float]:
    kind = sorted(folder.iterdir())[0]
    files, taken = [one.path for one in list(os.scandir(kind))[:400]], []
    for path in dice.sample(files, min(200, len(files))):
        began = time.perf_counter()
        cv2.imread(path)
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def _going(hands: Hands, keys: int, dice: random.Random, what: str) -> Iterator[Line]:
    """J through the images, at once and at a reviewer's pace; then to far places."""
    for title, number, pause in (("as soon as seen", keys, 0), ("every 300 ms", max(20, keys // 10), 300)):
        taken = []
        for n in range(number):
            there = hands.at() + 1
            seen = hands.picture_of(lambda there=there: there)
            taken += painted_s(lambda: hands.on_canvas(Key.Key_J), [seen], f"image {there}")
            if n % 50 == 0:
                _check(hands)
            wait(pause)
        yield Line(f"J: next image with its overlay painted, {title}, {what}", [1000 * s for s in taken], 100, 95)
    explained = [n for n in range(hands.items.rowCount()) if hands.items.row(n).state == "explained"]  # type: ignore[union-attr]
    taken = []
    for place in dice.sample(explained, min(60, len(explained))):
        hands.on_canvas(Key.Key_G)
        hands.type(str(place + 1))
        seen = hands.picture_of(lambda place=place: place)
        taken += painted_s(lambda: hands.key(Key.Key_Return), [seen], f"image {place}")
        _check(hands)
        wait(50)
    yield Line(f"G, a number, Return: that image painted, {what}", [1000 * s for s in taken], 100, 95)
    taken = []
    for n in range(40):
        hands.list.setFocus()
        there = hands.items.rowCount() - 1 if n % 2 == 0 else 0
        seen = hands.picture_of(lambda there=there: there)
        key = Key.Key_End if n % 2 == 0 else Key.Key_Home
        taken += painted_s(lambda key=key: QTest.keyClick(hands.list, key), [seen], "an end of the list")
        wait(50)
    yield Line(f"End and Home: that image painted, {what}", [1000 * s for s in taken], 100, 95)
    hands.canvas.setFocus()


def _check(hands: Hands) -> None:
    """That the painted picture is that of the image at hand and of no other, by its pixels."""
    some = random.Random(hands.at()).sample(range(hands.items.rowCount()), 20)
    if not hands.shows(hands.at(), [hands.at() - 1, hands.at() + 1, *some]):
        raise SystemExit(f"what is painted is not image {hands.at() + 1}")


def _scrolling(hands: Hands, dice: random.Random, what: str) -> Iterator[Line]:
    """Wheel, Page Down, the scroll bar's handle all the way down; every frame is looked at for rows without words."""
    view, bar = hands.list.viewport(), hands.list.verticalScrollBar()
    gaps: list[float] = []
    empty: list[float] = []

    def step(act: Callable[[], object]) -> float:
        before = bar.value(), hands.at()

        def holds() -> bool:
            gaps.append(hands.gaps())
            return (bar.value(), hands.at()) != before  # Page Down goes to the last row in sight first

        (taken,) = painted_s(act, [Seen(view, holds)], "a scroll step")
        if len(gaps) % 10 == 0:
            empty.append(hands.empty_rows())
        return 1000 * taken

    bar.setValue(0)
    wait(100)
    wheel = [step(lambda: hands.wheel(-dice.randint(1, 12))) for _ in range(200)]
    hands.list.setFocus()
    pages = [step(lambda: QTest.keyClick(hands.list, Key.Key_PageDown)) for _ in range(100)]
    hands.canvas.setFocus()
    bar.setValue(0)
    wait(100)
    at = hands.handle()
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=at)
    drags = []
    while bar.value() < bar.maximum() and at.y() < bar.height():
        at.setY(at.y() + 4)
        drags.append(step(lambda: QTest.mouseMove(bar, QPoint(at))))
    reached = bar.value() == bar.maximum()
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=at)
    if not reached:
        raise SystemExit("the handle did not come to the end of the list")
    late = []
    for _ in range(40):
        before = bar.value()
        began = time.perf_counter()
        bar.setValue(dice.randint(0, bar.maximum()))
        wait_until(lambda before=before: bar.value() != before and not hands.without_thumbnail(), "thumbnails")
        late.append(1000 * (time.perf_counter() - began))
    for title, taken in (("a turn of the wheel", wheel), ("Page Down", pages), ("the handle dragged", drags)):
        yield Line(f"list scrolled, {title}, {what}", taken, 100, 95)
    yield Line("rows without name or state, of all frames of that", gaps, 1, unit="", note=f"{len(gaps)} frames")
    yield Line("rows painted empty, in every tenth frame", empty, 1, unit="", note=f"{len(empty)} frames")
    yield Line(f"all thumbnails in sight after a leap, never seen before, {what}", late, judged=95)


def _judging(hands: Hands, project: Path, number: int, dice: random.Random, what: str) -> Iterator[Line]:
    """Verdict keys; each is looked for in the file by sqlite3 once its mark is painted in the row and in the panel."""
    hands.list.go_to(0)
    wait(300)
    hands.canvas.setFocus()
    taken, synced, keys = [], [], {"sound": Key.Key_S, "flawed": Key.Key_F, "unsure": Key.Key_U}
    with closing(sqlite3.connect(f"file:{project / 'audit.sqlite'}?mode=ro", uri=True)) as db:
        for _ in range(number):
            place = hands.at()
            row = hands.items.row(place)
            assert row is not None
            verdict = dice.choice([name for name in keys if name != row.verdict])
            taken.append(max(_judge(hands, place, verdict, keys[verdict])))
            found = db.execute("SELECT verdict FROM reviews WHERE explanation_id = ?", (row.explanation_id,)).fetchone()
            if found != (verdict,):
                raise SystemExit(f"the mark of {row.relative} is shown and {found} is in the file")
            synced.append(_fsync_ms(project))
            seen = hands.picture_of(lambda place=place: place + 1)
            painted_s(lambda: hands.on_canvas(Key.Key_J), [seen], "the next image")
    yield Line("baseline: 4 KB appended and synced in the project's folder", synced, judged=99)
    yield Line(f"verdict key: committed, mark shown in row and panel, {what}", [1000 * s for s in taken], 50, 99)


def _judge(hands: Hands, place: int, verdict: str, key: Key) -> list[float]:
    def committed() -> bool:
        row = hands.items.row(place)
        return row is not None and row.verdict == verdict

    button = hands.page.panel.buttons[verdict]
    row = Seen(hands.list.viewport(), committed)
    panel = Seen(button, lambda: committed() and button.isChecked())
    return painted_s(lambda: hands.on_canvas(key), [row, panel], "the mark of a verdict")


def _fsync_ms(folder: Path) -> float:
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        file.write(os.urandom(4096))
        file.flush()
        began = time.perf_counter()
        os.fsync(file.fileno())
        return 1000 * (time.perf_counter() - began)


STAGES = ("open-cold", "open-warm", "folder", "browse", "audit", "alone")


def run(stage: str, folder: Path, project: Path, home: Path, keys: int) -> None:
    """Measure one stage and print its lines."""
    made = {
        "open-cold": lambda: opening(folder, project, home, True),
        "open-warm": lambda: opening(folder, project, home, False),
        "folder": lambda: new_folder(folder, project, home),
        "browse": lambda: working(folder, project, home, keys, False),
        "audit": lambda: working(folder, project, home, keys, True),
        "alone": lambda: alone(folder, project, home),
    }[stage]
    for line in made():
        print(json.dumps(asdict(line)), flush=True)

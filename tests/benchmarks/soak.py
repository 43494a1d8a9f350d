"""A night's work, shortened: audits and a scripted review in one window, over and over.

    python -m tests.benchmarks.soak [--minutes 20] [--platform xcb] [--keep DIR]

A cycle (tests/benchmarks/soak_script.py) goes through all of the window by real keys: verdicts, reasons, regions,
comments, undo, what if, explain again, side by side, the rule, queues, filters, rooms, patterns, a report, themes; runs
of the queue, paused and gone on with; a large run of the project gone on with, paused and cancelled; the project closed
and opened. After each the same things are counted in the same state, and the same keys are timed. At the end each
figure is judged from the first quarter on (the warm-up), by the slope of Theil and Sen, and the record is compared with
what the script did, by sqlite3, and checked by `hansel verify`. Ends with 1 if anything grows, slows down or is not as
it was said.

Limits. Widgets, objects of Qt, threads and open files: none more; they are counted at rest, so one that stays each
cycle shows. Memory: 50 MB an hour, 400 MB in a night of eight hours, which a computer that holds a model can spare.
Latency: the median of the last quarter within 1.2 of the second one, each in units of a piece of plain Python that
is timed beside it, for the machine is not ours alone.
"""

from __future__ import annotations

import argparse
import faulthandler
import gc
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from statistics import median

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from db.store import Store
from engine import datasets
from engine.audit import Work, audit, describe_run
from engine.models import load_model
from gui.news import NoRule, NotExplained, WhatIfRefused
from gui.pixels import SHARED
from gui.sinks import StoreSink
from gui.window import Window
from resources.demo import world
from tests.benchmarks import desk_world
from tests.benchmarks.desk_hands import new_window, resident_mb, wait, wait_until
from tests.benchmarks.soak_script import Said, Script

REVIEWER = "ann"
PICTURES, LARGE = 60, 12_000
MEMORY_MB_AN_HOUR = 50
SLOWER = 1.2
COUNTED = ("widgets", "objects of Qt", "Python threads", "threads", "open files", "files in the temporary folder")
TIMED = ("J", "verdict", "J while auditing", "theme", "open", "open after another")


@dataclass(slots=True)
class Sample:
    """At the end of a cycle, at rest. seconds: since the first; yardstick: ms of a piece of plain Python."""

    seconds: float
    counted: dict[str, int]
    memory: dict[str, float]
    kept: dict[str, float]
    yardstick: float
    taken: dict[str, list[float]] = field(default_factory=dict)
    files: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)


def make(home: Path) -> Path:
    """The project: a learned run of the demo's pictures, a gradient run of many that has just begun, and one of the
    demo's by another method, to compare with."""
    pictures, large, project = home / "pictures", home / "large", home / "pictures.hansel"
    world.make_folder(pictures, PICTURES)
    desk_world.draw(large, LARGE)
    model = load_model(desk_world.MODEL, device="cpu", trust_code=True)
    with Store.create(project) as store:
        store.set_setting("model_file", str(desk_world.MODEL))
        for folder, method, steps, first in ((pictures, "learned", 2, PICTURES), (large, "gradient", 0, 200),
                                             (pictures, "gradient", 0, PICTURES)):  # fmt: skip
            spec = describe_run(model, folder, method=method, steps=steps)
            plan = store.begin_run(spec, datasets.read(folder, "auto").images)
            work = [Work(one.key, str(one.path)) for one in plan.pending[:first]]
            audit(model, work, StoreSink(store, plan.run_id, lambda _: None), spec)
            store.finish_run(plan.run_id, "finished" if first == plan.total else "interrupted")
    return project


# --- what is counted -----------------------------------------------------------------------------------------------


def yardstick_ms() -> float:
    """A piece of plain Python, in ms: the quickest of five."""

    def once() -> float:
        began = time.perf_counter()
        sum(n * n % 7 for n in range(60_000))
        return 1000 * (time.perf_counter() - began)

    return min(once() for _ in range(5))


def open_files() -> Counter[str]:
    """What the process has open, numbers and random names left out."""
    found: Counter[str] = Counter()
    for link in Path("/proc/self/fd").iterdir():
        try:
            target = os.readlink(link)
        except OSError:
            continue  # the one that lists them
        found[target.split(":[")[0]] += 1
    return found


def objects_of_qt() -> Counter[str]:
    """All QObjects that hang below a widget without a parent, or below the application, by their class in C++."""
    application = QApplication.instance()
    assert application is not None
    found: Counter[str] = Counter()
    for top in (application, *QApplication.topLevelWidgets()):
        found[top.metaObject().className()] += 1
        found.update(one.metaObject().className() for one in top.findChildren(QObject))
    return found


def proportional_mb() -> float:
    """Memory of the process, of what is shared only its share."""
    text = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    return int(text.split("Pss:")[1].split()[0]) * 1024 / 1e6


def sample(window: Window, project: Path, began: float, taken: dict[str, list[float]]) -> Sample:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    wait(700)  # the window's own collector, and what was asked for last
    files, kinds = open_files(), objects_of_qt()
    page = window.review
    log = project / "audit.sqlite-wal"
    return Sample(
        time.perf_counter() - began,
        {
            "widgets": len(QApplication.allWidgets()),
            "objects of Qt": sum(kinds.values()),
            "Python threads": threading.active_count(),
            "threads": len(list(Path("/proc/self/task").iterdir())),
            "open files": sum(files.values()),
            "files in the temporary folder": sum(1 for _ in Path(tempfile.gettempdir()).rglob("*")),
        },
        {"resident": resident_mb(), "proportional": proportional_mb()},
        {
            "pictures, MB": SHARED.bytes / 1e6,
            "thumbnails": len(page.thumbnails._kept),
            "maps": len(page.maker._maps),
            "log of writes, MB": log.stat().st_size / 1e6 if log.exists() else 0.0,
            "objects of Python": float(len(gc.get_objects()) + gc.get_freeze_count()),
        },
        yardstick_ms(),
        taken,
        files,
        kinds,
    )


# --- what is judged ------------------------------------------------------------------------------------------------


def slope(points: list[tuple[float, float]]) -> float:
    """Of Theil and Sen: the median of the slopes of all pairs."""
    return median((b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(points, 2))


def judged(samples: list[Sample]) -> Iterator[tuple[str, str, bool]]:
    """(title, what was found, whether it is well)"""
    after = samples[len(samples) // 4 :]
    quarter = max(1, len(samples) // 4)
    second, last = samples[quarter : 2 * quarter], samples[-quarter:]
    for name in COUNTED:
        points = [(one.seconds, float(one.counted[name])) for one in after]
        more = slope(points) * (after[-1].seconds - after[0].seconds)
        then, now = (max(one.counted[name] for one in some) for some in (second, last))
        well = more < 0.5 and now <= then
        yield name, f"at most {then} in the second quarter, {now} in the last; {more:+.1f} by slope", well
    for name in ("resident", "proportional"):
        an_hour = 3600 * slope([(one.seconds, one.memory[name]) for one in after])
        figures = f"{after[0].memory[name]:.0f} to {after[-1].memory[name]:.0f} MB, {an_hour:+.0f} MB an hour"
        yield f"memory, {name}", figures, an_hour < MEMORY_MB_AN_HOUR
    for name in TIMED:
        some = [[1000 * s for one in part for s in one.taken.get(name, ())] for part in (second, last)]
        if not all(some):
            continue
        relative = [
            median(1000 * s / one.yardstick for one in part for s in one.taken.get(name, ())) for part in (second, last)
        ]
        ratio = relative[1] / relative[0]
        (a50, a95), (b50, b95) = (np.percentile(part, [50, 95]) for part in some)
        said = f"p50 {a50:.0f} then {b50:.0f} ms, p95 {a95:.0f} then {b95:.0f} ms; {ratio:.2f} of the yardstick"
        yield f"{name}, painted", said, ratio < SLOWER


def record_faults(project: Path, said: list[Said]) -> list[str]:
    """Where the record is not what the script did: every event of its reviewer, in order, by sqlite3."""
    with closing(sqlite3.connect(f"file:{project / 'audit.sqlite'}?mode=ro", uri=True)) as db:
        found = db.execute(
            "SELECT e.kind, i.relative, e.payload FROM review_events e"
            " LEFT JOIN explanations x ON x.id = e.explanation_id LEFT JOIN images i ON i.id = x.image_id ORDER BY e.id"
        ).fetchall()
    faults = [] if len(found) == len(said) else [f"{len(said)} acts, {len(found)} events in the record"]
    for n, (one, (kind, relative, payload)) in enumerate(zip(said, found, strict=False)):
        content = json.loads(payload).get("set", {})
        has = {name: content.get(name) for name in one.what}
        if "regions" in has and isinstance(has["regions"], dict):
            has["regions"] = len(has["regions"])
        about = relative if one.event in ("change", "what-if") else one.relative
        if (kind, about) != (one.event, one.relative) or has != one.what:
            faults.append(f"act {n}: {one} but the record has {kind} of {relative}: {payload[:120]}")
    return faults


def shown(one: Sample, n: int) -> str:
    timed = "  ".join(f"{name} {1000 * median(some):.0f}" for name, some in one.taken.items() if some)
    counted = "  ".join(f"{number}" for number in one.counted.values())
    kept = "  ".join(f"{name} {number:.0f}" for name, number in one.kept.items())
    return (
        f"{one.seconds / 60:5.1f} min  cycle {n:3d}  {counted}  {one.memory['resident']:.0f} MB "
        f"({one.memory['proportional']:.0f})  {kept}  yardstick {one.yardstick:.1f} ms  {timed}"
    )


def tell_refusal(news: object) -> None:
    """What the worker could not do; the script waits in vain for it then."""
    if isinstance(news, NotExplained | WhatIfRefused | NoRule):
        print(f"refused: {news}", file=sys.stderr, flush=True)


def soak(home: Path, minutes: float) -> bool:
    project = make(home)
    window = new_window(home, REVIEWER)
    wait(500)
    window.open_paths([project])
    wait_until(lambda: window.review.canvas.picture is not None, "the project")
    script = Script(window, home)
    for refused in (window.audits.not_explained, window.audits.what_if, window.audits.rule_came):
        refused.connect(tell_refusal)
    script.choose_first_run()
    script.fill_caches()
    samples: list[Sample] = []
    print("counted: " + ", ".join(COUNTED), flush=True)
    began = time.perf_counter()
    while time.perf_counter() - began < 60 * minutes or len(samples) < 4:
        script.taken = {}
        try:
            script.cycle()
        except TimeoutError:
            asked = window.again._asked, window.what_ifs._asked, window.audits.running, window.audits._worker._urgent
            print(asked, window.again.panel.isVisible(), window.desk.store, file=sys.stderr)
            faulthandler.dump_traceback()
            print(window.status.saved_text(), window.notices.texts(), window.toasts.texts(), file=sys.stderr)
            raise
        samples.append(sample(window, project, began, script.taken))
        print(shown(samples[-1], len(samples)), flush=True)
    window.close()
    window.deleteLater()
    wait(10)
    good = True
    for title, figures, well in judged(samples):
        good = good and well
        print(f"{title:<30} {figures:<78} {'ok' if well else 'MISSED'}")
    quarter = samples[len(samples) // 4]
    for what, now, then in (("files", samples[-1].files, quarter.files), ("objects", samples[-1].kinds, quarter.kinds)):
        for name, more in (now - then).most_common(12):
            print(f"    {more:+d} {what}: {name}")
    faults = record_faults(project, script.said)
    print(f"record: {len(script.said)} acts looked for, {len(faults)} faults", *faults[:10], sep="\n    ")
    checked = subprocess.run(
        [sys.executable, "-c", "import sys; from cli.main import main; sys.exit(main())", "verify", str(project)],
        check=False,
    ).returncode  # fmt: skip
    print(f"hansel verify ended with {checked}")
    return good and not faults and checked == 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.soak", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--platform", default="offscreen")
    parser.add_argument("--keep", type=Path, help="an empty folder to work in, and to leave everything in")
    wanted = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = wanted.platform
    with ExitStack() as stack:
        home = wanted.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hansel-soak-")))
        home.mkdir(parents=True, exist_ok=True)
        for name in ("CONFIG", "CACHE", "STATE", "DATA"):
            os.environ[f"XDG_{name}_HOME"] = str(home / "own" / name)
        (home / "temporary").mkdir()
        tempfile.tempdir = os.environ["TMPDIR"] = str(home / "temporary")
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {wanted.platform}", flush=True)
        good = soak(home, wanted.minutes)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

"""What a reviewer and an auditor do in tests.benchmarks.soak: one cycle goes through all of the window.

Reviewing is by real keys and mouse. What was said is noted as it is asked for (``Said``), to be looked for in the
record at the end.
"""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.pixels import SHARED
from gui.setup import Setup
from gui.window import Window
from tests.benchmarks import desk_world
from tests.benchmarks.desk_hands import Hands, Seen, painted_s, wait, wait_until

Key = Qt.Key
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
VERDICTS = {"sound": Key.Key_S, "flawed": Key.Key_F, "unsure": Key.Key_U}
THROWAWAY = (("gradient", 0), ("learned", 1), ("guided", 0))
LIMIT = 24
REST = 59  # an image of which nothing is ever said: the window looks the same at the end of each cycle
PIXELS_KEPT, THUMBNAILS_KEPT = 8 * 2**20, 40


@dataclass(slots=True)
class Said:
    """One thing that the script had kept. event: the kind in the record; what: a part of its payload."""

    relative: str
    event: str
    what: dict[str, object] = field(default_factory=dict)


class Script:
    """At one window, on one project whose first run is learned and small and whose second is large and goes on."""

    def __init__(self, window: Window, home: Path) -> None:
        self.window, self.home = window, home
        self.hands = Hands(window)
        self.said: list[Said] = []
        self.taken: dict[str, list[float]] = {}
        self._dice = random.Random(7)
        self._cycle = 0

    # --- small steps ---

    def _seconds(self, name: str, act: Callable[[], object], *seen: Seen) -> None:
        self.taken.setdefault(name, []).append(max(painted_s(act, seen, name)))

    def _settled(self, relative: str) -> None:
        """Until the review of the image at hand is read, so that a key means what the panel shows."""
        page = self.hands.page
        wait_until(
            lambda: page.reviewing._now is not None and page.reviewing._now.known and self._at() == relative,
            "what is said of the image",
        )

    def _at(self) -> str:
        row = self.hands.page.current()
        return row.relative if row is not None else ""

    def _events(self) -> int:
        """How many changes are committed, as the window was told."""
        return self.window.desk._commits

    def _say(self, event: str, act: Callable[[], object], **what: object) -> None:
        """Do what brings about one event, and wait for its commit."""
        relative, before = self._at(), self._events()
        act()
        wait_until(lambda: self._events() > before, f"{event} of {relative} to be saved")
        self.said.append(Said(relative, event, dict(what)))
        self._settled(relative)

    def _command(self, name: str) -> None:
        self.window.actions_[name].trigger()

    def _go(self, place: int) -> None:
        hands = self.hands
        hands.list.go_to(place)
        canvas, row = hands.canvas, hands.items.row(place)
        assert row is not None
        wait_until(lambda: canvas.picture is not None and canvas.picture.wish.path == row.path, "the image")
        wait_until(lambda: row.explanation_id is None or canvas.tools.ready, "its regions")
        canvas.setFocus()
        self._settled(row.relative)

    def fill_caches(self) -> None:
        """Every image of the first run once, alone and side by side, with room for fewer: what is kept of pictures is
        full then, and no growth later."""
        hands, window = self.hands, self.window
        SHARED.kept, window.review.thumbnails.IN_MEMORY = PIXELS_KEPT, THUMBNAILS_KEPT
        for place in range(hands.items.rowCount()):
            self._go(place)
        self._go(0)
        hands.on_canvas(Key.Key_C, SHIFT)
        wait_until(lambda: window.review.comparing, "views side by side")
        for _ in range(hands.items.rowCount() - 1):
            wait(120)
            QTest.keyClick(hands.page.picture_at_hand(), Key.Key_J)
        wait(300)
        self._leave_views()

    def _leave_views(self) -> None:
        QTest.keyClick(self.hands.page.picture_at_hand(), Key.Key_C, SHIFT)
        wait_until(lambda: not self.window.review.comparing, "the picture again")
        self.hands.canvas.setFocus()

    # --- one cycle ---

    def cycle(self) -> None:
        """All of it once; the window is as it was at the end: the project open, its first run in the review room."""
        self._cycle += 1
        self._line_up()
        self._review()
        self._look()
        self._regions_and_what_if()
        self._explain_again()
        self._beside()
        self._rule()
        self._queues_and_filters()
        self._go_on_with_the_large_run()
        self._rooms()
        self._report()
        self._overlays_and_themes()
        self._end_of_the_queue()
        self._close_and_open()
        self._go(REST)

    def _line_up(self) -> None:
        """Two runs into throw-away projects, of which the second is sometimes cancelled."""
        window = self.window
        for n in range(2):
            method, steps = THROWAWAY[(self._cycle + n) % len(THROWAWAY)]
            window.queue.add(
                Setup(self.home / "pictures", (), desk_world.MODEL, self._throwaway(n), method, steps, limit=LIMIT)
            )
        window.runner.start()
        wait_until(lambda: window.audits.progress is not None or not window.runner.going, "the queue to begin")
        self._command("pause-audit")

    def _throwaway(self, n: int) -> Path:
        return self.home / f"queued-{n}.hansel"

    def _review(self) -> None:
        hands, dice = self.hands, self._dice
        self._go(dice.randrange(20))
        for _ in range(6):
            self._next("J")
        self._command("resume-audit")
        for _ in range(4):
            self._verdict()
            self._next("J")
        self._verdict("flawed")
        row = hands.page.reviewing._now
        reason = self.window.desk.settings.reasons[0].id
        given = row is None or row.mine is None or reason not in row.mine.reasons
        self._say("change", lambda: hands.on_canvas(Key.Key_1), reasons={reason: given})
        severity = 1 if row is None or row.mine is None or row.mine.severity != 1 else 2
        self._say("change", lambda: self._severity(severity), severity=severity)
        comment = f"cycle {self._cycle}"

        def write() -> None:
            hands.on_canvas(Key.Key_Return)
            field = hands.page.panel.comment.field
            wait_until(field.hasFocus, "the comment to have the keyboard")
            field.selectAll()
            hands.type(comment)
            hands.key(Key.Key_Escape)

        self._say("change", write, comment=comment)
        hands.canvas.setFocus()
        self._say("undo", lambda: hands.on_canvas(Key.Key_Z, CTRL))
        self._say("redo", lambda: hands.on_canvas(Key.Key_Z, CTRL | SHIFT))

    def _next(self, name: str) -> None:
        """J, timed until the next image is painted with its map."""
        there = self.hands.at() + 1
        self._seconds(name, lambda: self.hands.on_canvas(Key.Key_J), self.hands.picture_of(lambda: there))
        self._settled(self._at())

    def _severity(self, severity: int) -> None:
        QTest.keyClick(self.hands.canvas, Key.Key_1 if severity == 1 else Key.Key_2, SHIFT)

    def _verdict(self, wanted: str = "") -> None:
        """By its key, another than before; timed until row and panel are painted with it."""
        hands = self.hands
        place = hands.at()
        row = hands.items.row(place)
        assert row is not None
        verdict = wanted or self._dice.choice([name for name in VERDICTS if name != row.verdict])
        if row.verdict == verdict:
            return

        def committed() -> bool:
            now = hands.items.row(place)
            return now is not None and now.verdict == verdict

        button = hands.page.panel.buttons[verdict]
        mark = Seen(hands.list.viewport(), committed)
        panel = Seen(button, lambda: committed() and button.isChecked())
        self._seconds("verdict", lambda: hands.on_canvas(VERDICTS[verdict]), mark, panel)
        self.said.append(Said(row.relative, "change", {"verdict": verdict}))
        self._settled(row.relative)

    def _look(self) -> None:
        hands = self.hands
        for key in (Key.Key_M, Key.Key_C, Key.Key_I, Key.Key_L, Key.Key_L, Key.Key_T, Key.Key_T, Key.Key_O):
            hands.on_canvas(key)
            wait(60)
        for key in (Key.Key_Plus, Key.Key_Plus, Key.Key_Minus, Key.Key_0):
            hands.on_canvas(key)
            wait(40)
        for notches in (-6, -10, 9, 7):
            hands.wheel(notches)
            wait(30)

    def _regions_and_what_if(self) -> None:
        hands, canvas = self.hands, self.hands.canvas
        turn, image = divmod(self._cycle, 20)
        self._go(20 + image)
        port = canvas.port()
        assert port is not None
        width, height = canvas.size_shown() or (0, 0)
        # Each time elsewhere: what was asked before is not asked again.
        a, b = (port.to_widget(width * share, height * share).toPoint() for share in (0.2 + turn % 9 / 40, 0.5))

        def draw() -> None:
            hands.on_canvas(Key.Key_B)
            QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=a)
            QTest.mouseMove(canvas, QPoint((a.x() + b.x()) // 2, (a.y() + b.y()) // 2))
            QTest.mouseMove(canvas, b)
            QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=b)

        self._say("change", draw, regions=1)
        before = len(self.window.what_ifs.kept)
        hands.on_canvas(Key.Key_H)
        wait_until(lambda: len(self.window.what_ifs.kept) > before, "the answer to what if")
        self.said.append(Said(self._at(), "what-if"))
        hands.on_canvas(Key.Key_Z)
        wait(150)
        hands.on_canvas(Key.Key_Z)
        wait(100)
        hands.on_canvas(Key.Key_Escape)

    def _explain_again(self) -> None:
        window, hands = self.window, self.hands
        self._go(self._cycle * 7 % 40)
        hands.on_canvas(Key.Key_X)
        panel = window.again.panel
        wait_until(panel.isVisible, "the panel to explain again")
        wait_until(lambda: bool(window.again.beside), "what there is of the image")
        taken = {one.target for one in window.again.beside if one.method == "gradient"}
        labels = window.desk.run.labels if window.desk.run is not None else ()
        free = [label for n, label in enumerate(labels) if n not in taken]
        if not free:
            panel.leave()
            return
        came: list[int] = []
        arrived = window.again.arrived.connect(lambda *_: came.append(1))
        panel.method.setCurrentIndex(panel.method.findData("gradient"))
        panel.label.setText(free[self._cycle % len(free)])
        QTest.keyClick(panel.label, Key.Key_Return)
        wait_until(lambda: bool(came), "the explanation made by hand")
        window.again.arrived.disconnect(arrived)
        panel.leave()
        wait(100)
        hands.canvas.setFocus()

    def _beside(self) -> None:
        """Side by side, swiped, taken away from each other, and back."""
        window, hands = self.window, self.hands
        hands.on_canvas(Key.Key_C, SHIFT)
        wait_until(lambda: window.review.comparing, "views side by side")
        wait(400)
        for key, modifier in ((Key.Key_Q, NONE), (Key.Key_D, SHIFT)):
            QTest.keyClick(hands.page.picture_at_hand(), key, modifier)
            wait(300)
        window.actions_["views-side"].trigger()
        wait(100)
        QTest.keyClick(hands.page.picture_at_hand(), Key.Key_J)
        wait(300)
        self._leave_views()

    def _rule(self) -> None:
        window, hands = self.window, self.hands
        hands.on_canvas(Key.Key_R)
        rule = window.rule
        wait_until(lambda: rule.view is not None and rule.view.isVisible(), "the rule")
        wait_until(lambda: rule.view is not None and (rule.view.learned is not None or bool(rule.view.refused)), "it")
        assert rule.view is not None
        assert rule.view.learned is not None, rule.view.refused
        for key in (Key.Key_Left, Key.Key_Home, Key.Key_End):
            QTest.keyClick(rule.view.canvas, key)
            wait(60)
        QTest.keyClick(rule.view.canvas, Key.Key_R)
        wait_until(lambda: not window.review.covered, "the picture again")
        hands.canvas.setFocus()

    def _queues_and_filters(self) -> None:
        hands, queueing = self.hands, self.hands.page.queueing
        total = hands.items.total()
        for kind in ("queue-flawed", "queue-unreviewed", "queue-mine", "queue-sample", "queue-disagreement"):
            self._command(kind)
            wait_until(lambda kind=kind: queueing.queue.kind == kind.removeprefix("queue-"), kind)
            wait(50)
        self._command("queue-all")
        wait_until(lambda: hands.items.rowCount() == total, "the whole list")
        hands.canvas.setFocus()
        hands.on_canvas(Key.Key_Slash)
        wait_until(hands.page.queue_bar.filter.hasFocus, "the filter")
        hands.type("verdict:flawed")
        hands.key(Key.Key_Return)
        wait_until(lambda: queueing.text.strip() == "verdict:flawed", "the filter to hold")
        hands.canvas.setFocus()
        hands.on_canvas(Key.Key_Slash)
        hands.page.queue_bar.filter.selectAll()
        hands.key(Key.Key_Delete)
        hands.key(Key.Key_Return)
        wait_until(lambda: not queueing.text and hands.items.rowCount() == total, "the whole list again")
        hands.canvas.setFocus()
        hands.on_canvas(Key.Key_F5)
        wait(150)

    def _go_on_with_the_large_run(self) -> None:
        """The second run of the project: shown, gone on with, paused, reviewed in, cancelled; back to the first."""
        window, hands = self.window, self.hands
        wait_until(lambda: not window.audits.running and not window.runner.going, "the queue to end", 300)
        self._run(2)
        before = hands.items.in_state("explained")
        if hands.items.total() - before > 200:
            self._command("resume-audit")
            wait_until(lambda: hands.items.in_state("explained") > before + 16, "the large run to go on", 120)
            self._command("pause-audit")
            wait(200)
            self._command("resume-audit")
            hands.canvas.setFocus()
            self._go(self._dice.randrange(min(20, before // 2)) if before > 4 else 0)
            for _ in range(4):
                self._verdict()
                self._next("J while auditing")
            self._command("cancel-audit")
            wait_until(lambda: not window.audits.running, "the large run to end", 120)
        self._run(1)

    def choose_first_run(self) -> None:
        """The one that is reviewed."""
        self._run(1)

    def _run(self, run_id: int) -> None:
        window = self.window
        window.top.run_chosen.emit(run_id)
        wait_until(lambda: window.desk.run is not None and window.desk.run.run_id == run_id, f"run {run_id}")
        wait_until(lambda: window.review.canvas.picture is not None, "its image")
        wait(100)
        window.review.canvas.setFocus()

    def _rooms(self) -> None:
        window, hands = self.window, self.hands
        for key in (Key.Key_F4, Key.Key_F2, Key.Key_F3, Key.Key_F4):
            QTest.keyClick(window, key)
            wait(250)
        room = window.rooms.trends
        for by in ("class", "reason", "run"):
            at = room.by.findData(by)
            if at >= 0:
                room.by.setCurrentIndex(at)
                room.by.activated.emit(at)
                wait(200)
        QTest.keyClick(window, Key.Key_F4, SHIFT)
        wait(500)
        QTest.keyClick(window, Key.Key_F7)
        patterns = window.rooms.patterns
        wait_until(lambda: patterns.found is not None, "clusters", 120)
        wait(200)
        QTest.keyClick(window, Key.Key_F3)
        wait(100)
        hands.canvas.setFocus()

    def _report(self) -> None:
        """The dialog is opened and left; then a report is written."""
        window = self.window
        self._command("export-report")
        wait_until(lambda: window.exporting.dialog is not None, "the dialog of a report")
        dialog = window.exporting.dialog
        assert dialog is not None
        wait_until(lambda: dialog.extent is not None, "what the report comes to")
        QTest.keyClick(dialog, Key.Key_Escape)
        wait_until(lambda: window.exporting.dialog is None, "the dialog to be gone")
        out = self.home / "report.html"
        out.unlink(missing_ok=True)
        window.exporting.write(out)
        wait_until(out.exists, "the report", 180)
        wait(200)

    def _overlays_and_themes(self) -> None:
        window = self.window
        for name in ("palette", "keys", "settings"):
            self._command(name)
            wait(120)
            QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Escape)
            wait(60)
        for theme in ("light", "dark"):
            self._seconds("theme", lambda theme=theme: self._command(f"theme-{theme}"), Seen(window.top, lambda: True))
            wait(150)
        window.review.canvas.setFocus()

    def _end_of_the_queue(self) -> None:
        window = self.window
        wait_until(lambda: not window.audits.running and not window.runner.going, "the queue to end", 300)
        failed = [one for one in window.queue.items if one.state not in ("done", "stopped")]
        if failed:
            raise SystemExit(f"a queued run went wrong: {failed}")
        for one in list(window.queue.items):
            window.queue.remove(one.id)

    def _close_and_open(self) -> None:
        window, hands = self.window, self.hands
        project = self.home / "pictures.hansel"
        self._command("close-project")
        wait_until(lambda: window.desk.store is None, "the project to be closed")
        if self._cycle % 2 == 0:
            window.open_paths([self._throwaway(0)])
            wait_until(lambda: hands.canvas.picture is not None and window.desk.run is not None, "another project")
            wait(200)
        began = time.perf_counter()
        window.open_paths([project])
        wait_until(
            lambda: (
                window.desk.store is not None
                and window.desk.store.path.name == project.name
                and hands.canvas.picture is not None
            ),
            "the project",
        )
        name = "open after another" if self._cycle % 2 == 0 else "open"
        self.taken.setdefault(name, []).append(time.perf_counter() - began)
        if window.desk.run is None or window.desk.run.run_id != 1:
            self._run(1)
        window.desk.stores.wait()  # what was let go is closed by now, so that it can be taken away
        for n in range(2):
            shutil.rmtree(self._throwaway(n), ignore_errors=True)
        wait(300)

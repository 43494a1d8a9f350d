"""Works off the queue: one run after the other, each into its project; one that fails does not stop the next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db.store import Store
from engine.records import PlainError
from gui.audit_queue import Queued
from gui.background import Background
from gui.news import ModelReady, RunAudit, RunEnded
from gui.notices import Notice
from gui.said import said
from gui.standing import Standing
from gui.words import count, duration, plural, tr

if TYPE_CHECKING:
    from gui.window import Window


class QueueRunner(QObject):
    """Goes on by itself once it was told to ``start``. ``changed``: whether it is going."""

    changed = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._queue = window.queue
        self._opener = Background(1, "queue-opener", self)
        self._at_work: Queued | None = None
        self._done = self._failed = 0
        self.going = False
        # The project that the queue has opened at the desk: nobody asked to be led into it.
        self.opening: Path | None = None
        window.audits.ended.connect(self._ended)

    def close(self) -> None:
        self._opener.close()

    # --- told ---

    def start(self) -> None:
        """Work off what waits; after the audit at hand, if one runs."""
        if self.going or self._queue.next() is None:
            return
        self.going, self._done, self._failed = True, 0, 0
        self.changed.emit()
        self._next()

    def stop(self) -> None:
        """No further run after the one at hand."""
        self.going = False
        self.changed.emit()

    # --- one run ---

    def _next(self) -> None:
        audits = self._window.audits
        if not self.going or self._at_work is not None or audits.running:
            return
        item = self._queue.next()
        if item is None:
            self._finished()
            return
        self._at_work = item
        self._queue.mark(item.id, "running", tr("Loading the model"))
        folder, model = item.setup.folder, item.setup.model
        if folder is None or model is None or not folder.exists():
            self._give_up(tr("{path} is not there any more.").format(path=folder))
        elif not model.is_file():
            self._give_up(tr("{path} is not there any more.").format(path=model))
        else:
            self._window.intake.load_quietly(model, lambda ready: self._open(item, ready), self._give_up)

    def _open(self, item: Queued, _: ModelReady) -> None:
        project = item.setup.project
        assert project is not None
        desk = self._window.desk
        self._queue.mark(item.id, "running", tr("Opening the project"))

        def done(found: tuple[Store, Standing]) -> None:
            if desk.store is None:
                self.opening = found[0].path
                desk.open(project)  # nothing else is looked at, so this may be
            self._run(item, found[0])

        def failed(error: BaseException) -> None:
            unread = tr("{name} could not be opened.").format(name=project.name)
            self._give_up(said(str(error)) if isinstance(error, PlainError) else unread)

        self._opener.run(lambda: desk.stores.take(project, create=True), done, failed)

    def _run(self, item: Queued, store: Store) -> None:
        if store.readonly:
            self._window.desk.let_go(store)
            self._give_up(tr("{name} is in use by another window or command.").format(name=store.path.name))
            return
        setup = item.setup
        assert setup.folder is not None
        self._queue.mark(item.id, "running", tr("Running"))
        job = RunAudit(
            store, setup.folder, setup.files, setup.method, setup.steps, layout=setup.layout,
            evidence=setup.evidence, limit=setup.limit, queued=True,
        )  # fmt: skip
        self._window.audits.start(job)

    def _give_up(self, reason: str) -> None:
        item, self._at_work = self._at_work, None
        if item is not None:
            self._failed += 1
            self._queue.mark(item.id, "failed", reason)
        QTimer.singleShot(0, self, self._next)

    def _ended(self, ended: RunEnded) -> None:
        job = self._window.audits.job
        item = self._at_work
        if item is not None and job is not None and job.queued:
            self._at_work = None
            if ended.trouble:
                self._failed += 1
                self._queue.mark(item.id, "failed", ended.trouble)
            elif ended.state == "finished":
                self._done += 1
                self._queue.mark(item.id, "done", _went(ended))
            else:
                # Whoever cancels wants the machine to rest; starting again is one click.
                self._queue.mark(item.id, "stopped", _went(ended))
                self.stop()
        QTimer.singleShot(0, self, self._next)

    def _finished(self) -> None:
        self.going = False
        self.changed.emit()
        runs = plural(self._done, "1 run", "{n} runs")
        if self._failed:
            text = tr("The queue is done: {runs} audited, {failed} failed; each one says why.")
        else:
            text = tr("The queue is done: {runs} audited.")
        text = text.format(runs=runs, failed=count(self._failed))
        show = ((tr("Show"), self._window.show_start),)
        self._window.notices.show_notice(Notice("queue", text, "warning" if self._failed else "info", show))


def _went(ended: RunEnded) -> str:
    """How a run of the queue came out, for its row."""
    done = ended.explained + ended.failed
    if ended.state != "finished":
        words = (
            tr("Cancelled · {done} done, all kept")
            if ended.state == "cancelled"
            else tr("Stopped · {done} done, all kept")
        )
    else:
        words = tr("Finished · {done} done") if done else tr("Finished · nothing new")
    parts = [words.format(done=count(done))]
    if done and ended.seconds >= 1:
        parts.append(tr("in {time}").format(time=duration(ended.seconds)))
    if ended.failed and ended.state == "finished":
        parts.append(plural(ended.failed, "1 could not be explained", "{n} could not be explained"))
    return ", ".join(parts)

"""What the window says of an audit: that it began, how far it is, how it ended, and the way to go on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.audits import AuditLine, ended_words
from gui.news import BatchHalved, RowExplained, RowFailed, RunEnded, RunGrew, RunStarted
from gui.notices import Notice
from gui.runs_box import can_go_on
from gui.said import said
from gui.words import count, images, plural, tr
from reports.visible import visible

if TYPE_CHECKING:
    from gui.window import Window


class RunNews:
    """Joins the audits of a window to its list, its status bar and its notices."""

    def __init__(self, window: Window) -> None:
        self._window = window
        # What an audit did while its project was being opened here: newer than the rows that were read.
        self._held: list[RowExplained | RowFailed] = []
        self._told_end = False  # the status bar says how an audit ended, until the next one has something to say
        audits = window.audits
        audits.line_changed.connect(self._line)
        audits.started.connect(self._started)
        audits.grew.connect(self._grew)
        audits.batch_halved.connect(self._batch_halved)
        audits.rows_came.connect(self._rows_came)
        audits.ended.connect(self._ended)
        window.rooms.pages.currentChanged.connect(lambda _: self._room_changed())
        # Whose audit it is depends on what is open.
        window.desk.project_opened.connect(self._project_opened)
        window.desk.project_closed.connect(lambda: self._line(audits.line))

    def can_resume(self) -> bool:
        """Whether the run that is shown is not finished, and could go on here."""
        desk = self._window.desk
        run = desk.run
        return run is not None and not self._window.audits.running and not desk.readonly and can_go_on(run)

    def resume(self) -> None:
        """Go on with the audit that pauses, or with the run that is shown."""
        window = self._window
        if window.audits.paused:
            window.audits.resume()
        elif self.can_resume():
            window.notices.remove("resume")
            window.intake.resume_run()

    def offer_resume(self) -> None:
        """A bar with the way to go on, where the run that is shown is not finished."""
        window = self._window
        run = window.desk.run
        if run is None or not self.can_resume():
            window.notices.remove("resume")
            return
        done = run.explained + run.failed
        text = tr("This audit stopped at {done} of {total}. Everything done is kept.")
        text = text.format(done=count(done), total=count(run.total))
        window.notices.show_notice(Notice("resume", text, "pause", ((tr("Resume audit"), self.resume),)))
        window.offer_commands()

    def _is_here(self) -> bool:
        """Whether the audit writes to the project that is open here; numbers of runs mean nothing in another one."""
        job = self._window.audits.job
        return job is not None and job.store is self._window.desk.store

    def _rows_came(self, records: tuple[RowExplained | RowFailed, ...]) -> None:
        if self._is_here():
            self._window.review.take_news(records)
        elif self._window.desk.opening:
            self._held.extend(records)
        else:
            self._held.clear()

    def _project_opened(self) -> None:
        window = self._window
        held, self._held = self._held, []
        if self._is_here():
            window.review.take_news(tuple(held))
            if not window.audits.running:
                # It may have ended while the project was being read.
                window.desk.refresh_run(lambda _: self._told_anew())
        self._line(window.audits.line)

    def _told_anew(self) -> None:
        self.offer_resume()
        self._window.offer_commands()

    def _started(self, started: RunStarted) -> None:
        window, job = self._window, self._window.audits.job
        window.notices.remove("resume")
        if self._is_here() and job is not None:
            if job.queued and window.desk.run is not None:
                window.rooms.refresh_runs()  # nobody is led away from what they look at
            elif self._is_shown(started):
                window.desk.refresh_run(lambda _: self._told_anew())
                window.rooms.refresh_runs()
                if not job.queued:
                    window.show_review()
            else:
                window.review.await_rows()
                window.keep_place()
                if not job.queued:
                    window.rooms.await_run()
                window.desk.show_run(started.run_id)
        if started.resumed and (started.new or started.changed) and started.done:
            text = tr("{images} new, {changed} changed; the rest is done already.")
            text = text.format(images=images(started.new), changed=count(started.changed))
            window.notices.show_notice(Notice("again", text))
        if started.left_out:
            self._tell_left_out(started.left_out)
        if started.notes:
            window.notices.show_notice(Notice("data-set", visible(" ".join(map(said, started.notes))), "warning"))

    def _grew(self, grew: RunGrew) -> None:
        """The rest of the rows; the reviewer stays where they are."""
        window, run = self._window, self._window.desk.run
        if not self._is_here() or (run is not None and run.run_id != grew.run_id):
            return
        window.review.await_rows()
        if run is None:  # its first rows are still being read
            window.desk.show_run(grew.run_id)
        else:
            window.desk.read_anew(window.show_anew)

    def _is_shown(self, started: RunStarted) -> bool:
        """Whether all rows of the run that goes on are in the list already; of a large one that saves a second."""
        run = self._window.desk.run
        same = run is not None and run.run_id == started.run_id and not (started.new or started.changed)
        return same and self._window.review.items.total() == started.total

    def _batch_halved(self, halved: BatchHalved) -> None:
        text = tr(
            "The memory was too full for {batch} images at once; the audit goes on with {size}. Nothing was lost, and "
            "the run remembers it."
        )
        text = text.format(batch=count(halved.batch_size), size=count(halved.size))
        self._window.notices.show_notice(Notice("memory", text, "info"))

    def _tell_left_out(self, names: tuple[str, ...]) -> None:
        """Parts of the folder that could not be looked at: whoever relies on the audit must know of them."""
        if len(names) > 3:
            text = tr("Left out, since it could not be looked at: {names} and {n} more. The rest is audited.")
        else:
            text = tr("Left out, since it could not be looked at: {names}. The rest is audited.")
        text = text.format(names=", ".join(names[:3]), n=count(len(names) - 3))
        self._window.notices.show_notice(Notice("left-out", visible(text), "warning"))

    def _ended(self, ended: RunEnded) -> None:
        window = self._window
        job = window.audits.job
        if ended.trouble and (job is None or not job.queued):
            window.show_trouble(ended.trouble)
        elif ended.run_id is not None:
            self._told_end = True
            window.status.show_ended(ended_words(ended), "sound" if ended.state == "finished" else "stop")
        here = self._is_here()
        if ended.failed and here and window.desk.run is not None and window.desk.run.run_id == ended.run_id:
            text = plural(
                ended.failed,
                "1 image could not be explained; its row says why.",
                "{n} images could not be explained; each row says why.",
            )
            window.notices.show_notice(Notice("failed", text, "broken", ((tr("Show"), self._show_failed),)))

        if here:
            window.desk.refresh_run(lambda _: self._told_anew())
        window.rooms.refresh_runs()
        window.offer_commands()

    def _show_failed(self) -> None:
        review = self._window.review
        at = review.items.first_in_state("failed")
        if at is not None:
            review.list.go_to(at)

    def _room_changed(self) -> None:
        if self._window.pages.currentWidget() is self._window.review:
            self._window.status.pass_ended()

    def _line(self, line: AuditLine) -> None:
        status = self._window.status
        if line.text or not self._told_end:
            self._told_end = False
            job, text = self._window.audits.job, line.text
            if text and self._window.audits.running and job is not None and not self._is_here():
                text = f"{job.store.path.stem}: {text}"
            status.show_audit(text, line.icon, line.commands)
        self._window.offer_commands()

"""Leaving the program: what is not saved is asked about, what is at work is waited for with the window out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from gui import closing, window_state
from gui.dialogs import QuestionDialog
from gui.words import tr

if TYPE_CHECKING:
    from gui.window import Window


def may_leave(window: Window) -> bool:
    """Whether all is saved, or what is not may be lost."""
    window.review.reviewing.flush()
    window.desk.wait_for_saves()
    if not window.saves.unsaved:
        return True
    text = tr("Not written so far: {names}. Close and lose it?").format(names=window.saves.names())
    question = QuestionDialog(tr("Not everything is saved"), text, tr("Close"), tr("Stay"), window)
    answer = question.exec()
    question.deleteLater()
    return answer == QDialog.DialogCode.Accepted


def leave(window: Window) -> None:
    """Keep what is to be kept, end all threads, close all projects. What goes wrong with that is told at last."""
    window.keep_place()
    window_state.keep(window)
    # The batch at hand may take seconds, and so may the backup of a large project; nobody has to look at that.
    window.hide()
    window.runner.stop()
    window.audits.leave()
    window.runner.close()
    window.queue.close()
    window.again.close()
    window.side_by_side.close()
    window.rule.close_threads()
    window.exporting.close()
    window.bundles.close()
    window.likening.close()
    window.rooms.trend_desk.close_threads()
    window.rooms.patterns.close_threads()
    window.intake.close()
    window.manners.close()
    window.tour.close()
    window.why.close()
    window.review.close_threads()
    closing.tell_at_last(window.desk.shut())

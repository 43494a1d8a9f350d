"""What each command of gui/commands.py does in a window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from db.queues import KINDS
from db.rows import VERDICTS
from gui.side_page import MODES

if TYPE_CHECKING:
    from gui.canvas import Canvas
    from gui.pair_view import PairView
    from gui.review_page import ReviewPage
    from gui.window import Window


def _with(act: Callable[[Any], object], value: Any) -> Callable[[], object]:
    return partial(act, value)


def _at_hand(window: Window) -> ReviewPage | PairView:
    """What keys of images are for: the review, or two maps of two runs while these are seen."""
    pair = window.rooms.trend_desk.pair
    return pair if pair is not None and window.rooms.comparing_pair else window.review


def _picture(window: Window) -> Canvas:
    """What keys of zoom are for."""
    at_hand = _at_hand(window)
    return at_hand.picture_at_hand() if at_hand is window.review else at_hand.canvas


def _zoom_fit(window: Window) -> None:
    _picture(window).zoom_fit()


def _zoom_actual(window: Window) -> None:
    _picture(window).zoom_actual()


def callbacks(window: Window) -> dict[str, Callable[[], object]]:
    """Command id -> callback; gui.commands.Actions refuses a table with gaps."""
    review, sides = window.review, window.side_by_side
    return {
        "open-folder": window.intake.ask_folder,
        "open-list": window.intake.ask_list,
        "open-project": window.intake.ask_project,
        "choose-model": window.intake.ask_model,
        "restore": window.intake.restoring.ask,
        "export-report": window.exporting.ask,
        "export-bundle": window.bundles.ask_export,
        "merge-bundle": window.bundles.ask_merge,
        "close-project": window.close_project,
        "quit": window.close,
        "start-audit": window.intake.start_audit,
        "queue-audit": window.intake.line_up,
        "start-queue": window.runner.start,
        "stop-queue": window.runner.stop,
        "pause-audit": window.audits.pause,
        "resume-audit": window.resume,
        "cancel-audit": window.audits.cancel,
        "explain-again": window.again.open,
        "next-explanation": window.again.next,
        "compute-map": window.again.mending.compute,
        "sound": lambda: review.judge("sound"),
        "flawed": lambda: review.judge("flawed"),
        "unsure": lambda: review.judge("unsure"),
        "comment": review.go_to_comment,
        **{f"settle-{verdict}": _with(review.settle, verdict) for verdict in VERDICTS},
        **{f"reason-{n}": _with(review.toggle_reason, n) for n in range(1, 19)},
        **{f"severity-{n}": _with(review.set_severity, n) for n in (1, 2, 3)},
        "add-reason": review.ask_reason,
        "blind": window.blindness.turn_reviews,
        "blind-confidence": window.blindness.turn_confidence,
        "next": lambda: _at_hand(window).step(1),
        "previous": lambda: _at_hand(window).step(-1),
        "next-unreviewed": review.next_unreviewed,
        "go-to": review.go_to_number,
        "filter": review.go_to_filter,
        **{f"queue-{kind}": _with(review.choose_queue, kind) for kind in KINDS},
        "refresh-queue": window.reading_along.refresh,
        "save-view": review.save_view,
        "more-like-this": window.likening.more,
        "why-suspicious": window.why.turn,
        "back-to-list": review.back_to_list,
        "undo": review.undo,
        "redo": review.redo,
        "sign-off": window.signing_off,
        "reviewer": window.change_reviewer,
        "room-audit": window.show_start,
        "room-review": window.show_review,
        "room-trends": lambda: window.rooms.show("trends"),
        "room-patterns": lambda: window.rooms.show("patterns"),
        "compare-runs": lambda: window.rooms.show("trends", "compare"),
        "show-image": lambda: review.set_mode("image"),
        "show-overlay": lambda: review.set_mode("overlay"),
        "show-mask": lambda: review.set_mode("mask"),
        "show-contours": lambda: review.set_mode("contours"),
        "show-truth": review.turn_truth,
        "share-scale": review.turn_scale,
        "show-rule": window.rule.turn,
        "tool-select": lambda: review.take_tool("select"),
        "tool-box": lambda: review.take_tool("box"),
        "tool-polygon": lambda: review.take_tool("polygon"),
        "tool-brush": lambda: review.take_tool("brush"),
        "tool-eraser": lambda: review.take_tool("eraser"),
        "region-mark": review.canvas.tools.turn_mark,
        "region-new-mark": review.canvas.tools.turn_new_mark,
        "what-if-away": _with(window.what_ifs.ask, "away"),
        "what-if-only": _with(window.what_ifs.ask, "only"),
        "what-if-together": window.what_ifs.turn_together,
        "what-if-filling": window.what_ifs.next_filling,
        "what-if-picture": window.what_ifs.turn_picture,
        "what-if-aside": window.what_ifs.put_aside,
        "brush-smaller": lambda: review.canvas.tools.resize_brush(-1),
        "brush-larger": lambda: review.canvas.tools.resize_brush(1),
        "zoom-in": lambda: _picture(window).zoom(1),
        "zoom-out": lambda: _picture(window).zoom(-1),
        "zoom-fit": _with(_zoom_fit, window),
        "zoom-actual": _with(_zoom_actual, window),
        "compare-explanations": sides.turn,
        **{f"views-{mode}": _with(sides.set_mode, mode) for mode in MODES},
        "add-view": sides.add,
        "remove-view": _with(sides.remove, None),
        "divider-left": _with(review.sides.move_divider, -1),
        "divider-right": _with(review.sides.move_divider, 1),
        "panels": review.fold_panels,
        "next-pane": window.next_pane,
        "theme-dark": lambda: window.choose_theme("dark"),
        "theme-light": lambda: window.choose_theme("light"),
        "theme-system": lambda: window.choose_theme("system"),
        "high-contrast": window.turn_contrast,
        "settings": window.manners.show_settings,
        "palette": window.manners.find_command,
        "keys": window.manners.show_keys,
        "relink": window.manners.relink,
        "tour": window.tour.take,
        "demo": window.tour.demo.set_up,
        "about-method": window.about_method.at_hand,
        "show-log": window.say_where_log_is,
        "about": window.say_about,
    }

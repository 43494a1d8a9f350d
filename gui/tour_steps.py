"""The five steps of the tour: what each says, what it points at, and when it has been done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.rooms import Room
from gui.words import later

if TYPE_CHECKING:
    from gui.window import Window


@dataclass(frozen=True, slots=True)
class TourStep:
    """text: the ids of commands in it, with _ for -, stand for their keys; room: where it is; part: what it points at,
    once there is something in it (else the room's tab is pointed at, and ``empty`` is said too); mark: what changes
    when the user does what it says, compared with what it was at first."""

    title: str
    text: str
    empty: str
    room: Room
    part: Callable[[Window], QWidget]
    mark: Callable[[Window], object]


def _chosen(window: Window) -> object:
    return window.start.form.start.isEnabled()


def _begun(window: Window) -> object:
    return window.audits.running or window.desk.run is not None


def _looked(window: Window) -> object:
    return window.review.canvas.look.mode


def _judged(window: Window) -> object:
    return window.review.items.reviewed()


def _gone_to_trends(window: Window) -> object:
    return window.rooms.now == "trends"


NOTHING_YET = later("There is nothing in it yet: an audit fills it as it goes.")

STEPS = (
    TourStep(
        later("Images and a model"),
        later(
            "Choose a folder of images, and the model.toml that says how your network is loaded. Both can be dropped "
            "on the window too. Nothing at hand? The demo has drawn pictures, and a small net with a secret."
        ),
        "",
        "audit",
        lambda window: window.start.form.card,
        _chosen,
    ),
    TourStep(
        later("Start the audit"),
        later(
            "Start audit explains each image: which pixels the answer leans on. What it will cost stands over the "
            "button. It can pause, and goes on where it was stopped; you can review what is there meanwhile."
        ),
        "",
        "audit",
        lambda window: window.start.form.start,
        _begun,
    ),
    TourStep(
        later("The picture and its map"),
        later(
            "Bright colours lie where the answer leans on the image. {show_overlay} shows the map over it, {show_mask} "
            "what the map's mask leaves, {show_image} the image alone. {next} and {previous} go to the next image and "
            "back. Try {show_mask}."
        ),
        NOTHING_YET,
        "review",
        lambda window: window.review.stage,
        _looked,
    ),
    TourStep(
        later("Your verdict"),
        later(
            "{sound} sound, {flawed} flawed, {unsure} unsure: did it look at what should count? {reason_1} to "
            "{reason_9} say why not, {tool_box} marks the place in a box. Each is saved at once, and {undo} takes it "
            "back. {why_suspicious} tells why an image is suspicious."
        ),
        NOTHING_YET,
        "review",
        lambda window: window.review.panel,
        _judged,
    ),
    TourStep(
        later("What it comes to"),
        later(
            "Trends has the share of flawed explanations, with intervals: by class, by reason, by run. {export_report} "
            "writes a report of it. {keys} shows all keys, {palette} finds a command, and this tour is in the menu "
            "Help."
        ),
        "",
        "review",
        lambda window: window.top.rooms.buttons["trends"],
        _gone_to_trends,
    ),
)

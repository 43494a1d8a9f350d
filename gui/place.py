"""Where the reviewer is: run, image, picture and view, kept so that they come back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gui.canvas import View
from gui.pictures import MODES

if TYPE_CHECKING:
    from gui.review_page import ReviewPage


class Place:
    """Of one page: tells it, and goes back to it."""

    def __init__(self, page: ReviewPage) -> None:
        self._page = page
        self._shown_for: tuple[str, int | None] = ("", None)

    def shows(self, run_id: int | None) -> None:
        """The page shows this run now, to the reviewer of the desk."""
        self._shown_for = self._page.desk.reviewer, run_id

    def to_go_to(self, kept: dict[str, Any]) -> dict[str, Any]:
        """Where to go: where the reviewer is, if that is seen in this window, else where they were when it was kept.

        What was kept is a moment old, and who has never been here stays at the image that the one before looked at.
        """
        page = self._page
        reviewer, run_id = self._shown_for
        if page.current() is None or (kept and reviewer != page.desk.reviewer):
            return kept
        here = self.now()
        return {**here, "run": run_id} if reviewer == page.desk.reviewer else {"image": here["image"]}

    def take_up(self, place: dict[str, Any]) -> int:
        """Picture, scale and view as they were there; returns the image's place in the list, 0 if it is not in it."""
        page = self._page
        mode = place.get("mode")
        if mode in MODES:
            page.set_mode(mode)
        page.share_scale(place.get("shared", page.canvas.look.shared) is True)
        view = place.get("view")
        if isinstance(view, dict):
            page.canvas.set_view(
                View(bool(view.get("fit", True)), float(view.get("scale", 1.0)), float(view.get("x", 0.5)),
                     float(view.get("y", 0.5)))
            )  # fmt: skip
        at = page.items.position_of_relative(str(place.get("image", "")))
        return 0 if at is None else at

    def now(self) -> dict[str, Any]:
        """Run, image, picture, view, queue."""
        page = self._page
        item, run, view = page.current(), page.desk.run, page.canvas.view
        return {
            "run": run.run_id if run is not None else None,
            "image": item.relative if item is not None else "",
            "mode": page.canvas.look.mode,
            "shared": page.canvas.look.shared,
            "view": {"fit": view.fit, "scale": view.scale, "x": view.x, "y": view.y},
            **page.queueing.place(),
        }

"""Which commands make sense now, and of the others why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.commands import COMMANDS, IN_PAIR, Command
from gui.words import tr

if TYPE_CHECKING:
    from gui.window import Window

# Commands of the review that write nothing; all others of the menus Review, Reason and Region do.
READ = {"next", "previous", "what-if-picture"}
WRITING_MENUS = {"Review", "Reason", "Region"}
# Those of these menus that hold in every room.
ALWAYS = {"reviewer"}
# Those that hold in the patterns room too: clusters are named and flagged there.
TURNING = {"undo", "redo"}
# Of the picture alone, and not of explanations side by side.
ALONE = {"next-explanation"}


def offer(window: Window) -> None:
    """Grey what makes no sense now."""
    actions, desk, audits = window.actions_, window.desk, window.audits
    reviewing = window.pages.currentWidget() is window.review
    pair = window.rooms.comparing_pair
    not_here = tr("only in the review of a run")
    comparing = window.review.sides.mode if window.review.comparing else ""
    locked = tr("the project is open for reading only")
    for command in COMMANDS:
        if _is_of_review(command):
            writes = command.menu in WRITING_MENUS and command.id not in READ
            here = reviewing or (command.id in TURNING and window.rooms.now == "patterns")
            here = here or (pair and command.id in IN_PAIR)
            allowed = here and not (writes and desk.readonly)
            reason = locked if here else not_here
            if reviewing:
                why_not = _why_not_side_by_side(command, comparing)
                allowed, reason = allowed and not why_not, reason if not allowed else why_not
            actions.allow(command.id, allowed, reason)
    if reviewing:
        no_map = window.again.mending.why_not()
        actions.allow("compute-map", not no_map, no_map)
        no_list = tr("no list was left for this one")
        actions.allow("back-to-list", window.review.queueing.picking.can_go_back, no_list)
    no_project, no_audit = tr("no project is open"), tr("no audit is running")
    is_open = desk.store is not None
    actions.allow("close-project", is_open, no_project)
    relinkable = is_open and not desk.readonly
    actions.allow("relink", relinkable, locked if is_open else no_project)
    at_work = tr("a bundle is being written or merged")
    actions.allow("export-bundle", is_open and not window.bundles.going, at_work if is_open else no_project)
    why_not = at_work if window.bundles.going else locked
    actions.allow("merge-bundle", not desk.readonly and not window.bundles.going, why_not)
    paused = tr("the audit pauses already") if audits.running else no_audit
    actions.allow("pause-audit", audits.running and not audits.paused, paused)
    can_resume = audits.paused or window.run_news.can_resume()
    actions.allow("resume-audit", can_resume, tr("nothing is left to go on with"))
    actions.allow("cancel-audit", audits.running, no_audit)
    in_audit = window.rooms.now == "audit"
    for name in ("start-audit", "queue-audit"):
        actions.allow(name, in_audit, tr("only in the audit room"))
    waiting = window.queue.waiting() > 0
    going = tr("the queue is going already") if waiting else tr("the queue is empty")
    actions.allow("start-queue", waiting and not window.runner.going, going)
    actions.allow("stop-queue", window.runner.going, tr("the queue is not going"))
    actions.allow("export-report", desk.run is not None, tr("no run is shown"))


def _is_of_review(command: Command) -> bool:
    if command.id in ALWAYS:
        return False
    return command.scope in ("review", "canvas", "views") or command.menu in WRITING_MENUS


def _why_not_side_by_side(command: Command, mode: str) -> str:
    """Why a command of the picture, or of views, makes no sense now; empty if it does. mode: how explanations are
    compared, empty while they are not."""
    if not mode:
        return tr("only while explanations are compared") if command.scope == "views" else ""
    if command.menu == "Region" or command.id in ALONE:
        return tr("not while explanations are compared")
    if command.id in ("divider-left", "divider-right") and mode != "swipe":
        return tr("only while two views are swiped")
    return tr("only side by side") if command.id in ("add-view", "remove-view") and mode != "side" else ""

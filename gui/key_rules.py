"""Keys as text; which of them a command may have, where they hold there, and which commands meet on one.

Of two commands that meet on a key Qt runs neither and says nothing, so that must never come about.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from gui.commands import IN_PAIR, IN_VIEWS, Command
from gui.words import tr

Key, Held = Qt.Key, Qt.KeyboardModifier
_NONE, _SHIFT, _CONTROL, _ALT, _META = (
    Held.NoModifier, Held.ShiftModifier, Held.ControlModifier, Held.AltModifier, Held.MetaModifier,
)  # fmt: skip
# Held down with another key, they are none themselves.
HELD_ONLY = {
    Key.Key_Shift, Key.Key_Control, Key.Key_Alt, Key.Key_AltGr, Key.Key_Meta, Key.Key_Super_L, Key.Key_Super_R,
    Key.Key_Hyper_L, Key.Key_Hyper_R, Key.Key_CapsLock, Key.Key_NumLock, Key.Key_ScrollLock, Key.Key_Mode_switch,
    Key.Key_unknown,
}  # fmt: skip
# What lists, sliders and fields move by. The canvas needs none of them for that.
MOVING = {
    Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown,
    Key.Key_Space,
}  # fmt: skip
PRESSING = {Key.Key_Return, Key.Key_Enter, Key.Key_Space}
# What a tool in hand takes before any command.
OF_TOOLS = {
    Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Return, Key.Key_Enter, Key.Key_Space,
    Key.Key_Backspace, Key.Key_Delete, Key.Key_Tab,
}  # fmt: skip
_EDITING = {"Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A", "Ctrl+Ins", "Shift+Ins", "Shift+Del"}
_OF_THE_SYSTEM = {
    "Alt+F4", "Alt+Space", "Shift+F10", "Ctrl+Shift+F10", "Menu", "Print", "Alt+Print", "SysReq", "Alt+SysReq",
}  # fmt: skip


def normal(text: object) -> str | None:
    """A key as it is written in tables and files ("Ctrl+Shift+Z"); None if it is not one press of one key."""
    if not isinstance(text, str) or len(text) > 60:
        return None
    sequence = QKeySequence(text.strip(), QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        return None
    return _written(sequence[0].key(), sequence[0].keyboardModifiers())


def _written(key: Key, held: Held) -> str | None:
    """None for what is no key of its own, or waits for the next one (accents)."""
    if key in HELD_ONLY or not 0x20 <= key < 0x01FFFFFF or Key.Key_Dead_Grave <= key <= Key.Key_Dead_Longsolidusoverlay:
        return None
    if key == Key.Key_Backtab:
        key, held = Key.Key_Tab, held | _SHIFT
    held &= _SHIFT | _CONTROL | _ALT | _META
    return QKeySequence(key | held).toString(QKeySequence.SequenceFormat.PortableText) or None


def pressed(event: QKeyEvent) -> str | None:
    """The key that was pressed; None for one that is only held, or that cannot be one of a command."""
    key, held = Key(event.key()), event.modifiers()
    sign = key < 0x01000000 and key != Key.Key_Space
    if sign and event.text().isprintable() and event.text() and held & _CONTROL and held & _ALT:
        held &= ~(_CONTROL | _ALT)  # AltGr, as Windows has it
    if sign and held & _SHIFT and not chr(key).isalpha():
        held &= ~_SHIFT  # Shift has made another sign of it, and is in the sign
    return _written(key, held)


def shown(key: str) -> str:
    """As the platform writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _parts(key: str) -> tuple[Key, Held]:
    combination = QKeySequence(key)[0]
    return combination.key(), combination.keyboardModifiers()


def _moves(key: str) -> bool:
    code, held = _parts(key)
    return code in MOVING and not held & ~_SHIFT


def on_canvas(command: Command, key: str) -> bool:
    """Whether a key of a command holds on the canvas alone, as all else that can have the keyboard moves by it."""
    return command.scope in ("review", "canvas") and _moves(key)


def taken_by_tools(command: Command, key: str) -> bool:
    """Whether a tool in hand takes the key first."""
    return command.scope in ("review", "canvas") and _parts(key)[0] in OF_TOOLS


def places(command: Command, key: str) -> frozenset[str]:
    """Where the keyboard can be when the key runs the command: "canvas", "views" (explanations side by side, in the
    canvas's place), "review" (list and panel), "pair" (two maps of two runs), "elsewhere"."""
    if command.scope == "window":
        return frozenset(("canvas", "views", "review", "pair", "elsewhere"))
    if command.scope == "views":
        return frozenset(("views",))
    if on_canvas(command, key):
        return frozenset(("canvas",))
    found = {"canvas", "views", "review"} if command.scope == "review" else {"canvas"}
    if command.id in IN_VIEWS:
        found.add("views")
    if command.id in IN_PAIR:
        found.add("pair")
    return frozenset(found)


def meet(first: Command, second: Command, key: str) -> bool:
    """Whether two commands with the same key would stand in each other's way."""
    return bool(places(first, key) & places(second, key))


def refused(command: Command, key: str) -> str:
    """Why a command cannot have a key; "" if it can. What the table gives it, it can have."""
    if key in (*command.keys, *command.canvas_keys):
        return ""
    code, held = _parts(key)
    plain = not held & ~_SHIFT
    if code == Key.Key_Escape:
        return tr("Escape leaves what is open, everywhere.")
    if code == Key.Key_Tab:
        return tr("Tab goes from one part of the window to the next.")
    if held & _META or key in _OF_THE_SYSTEM:
        return tr("{key} belongs to the system.").format(key=shown(key))
    if held & _CONTROL and held & _ALT:
        return tr("Ctrl and Alt together write signs on many keyboards.")
    if key in _EDITING:
        return tr("{key} copies, pastes or selects.").format(key=shown(key))
    letter = code < 0x01000000 and chr(code).isalnum()
    if held & _ALT and letter and not chr(code).isdigit():
        return tr("Alt with a letter opens the menus.")
    if command.scope == "window" and plain:
        if letter:
            return tr("This command holds everywhere, where letters and digits are typed. Add Ctrl, or take another.")
        if code in MOVING | PRESSING:
            return tr("This command holds everywhere, where {key} moves or presses what is at hand.").format(
                key=shown(key)
            )
    if command.scope == "views" and plain and (code in PRESSING or (code in MOVING and not held)):
        return tr("Side by side {key} moves or presses what is at hand.").format(key=shown(key))
    return ""

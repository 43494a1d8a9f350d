"""The few words that stand for values of the store: verdicts, how severe, how far a run or an image is. As people read
them; in files, filters and commands they stay as they are."""

from __future__ import annotations

from gui.words import later, tr

SEVERITIES = {1: later("minor"), 2: later("serious"), 3: later("grave")}
_VERDICTS = {"sound": later("sound"), "flawed": later("flawed"), "unsure": later("unsure")}
_STATES = {
    "waiting": later("waiting"),
    "running": later("running"),
    "done": later("done"),
    "failed": later("failed"),
    "stopped": later("stopped"),
    "finished": later("finished"),
    "cancelled": later("cancelled"),
    "interrupted": later("interrupted"),
}


def verdict(name: str) -> str:
    """sound, flawed or unsure, as people read it."""
    return tr(_VERDICTS[name])


def severity(number: int) -> str:
    """minor, serious or grave; number from 1 to 3."""
    return tr(SEVERITIES[number])


def state(name: str) -> str:
    """Of a run, or of one that is lined up; a state that is not known is said as it is."""
    return tr(_STATES[name]) if name in _STATES else name

"""The few words that stand for values of the store: verdicts, how severe, how far a run or an image is. As people read
them; in files, filters and commands they stay as they are."""

from __future__ import annotations

import re

from gui.words import images, later, tr

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
# What the store calls a change, for undo: "flaw on 0412.jpg".
_CHANGES = (
    later("sound"),
    later("flaw"),
    later("unsure"),
    later("verdict taken back"),
    later("settled verdict"),
    later("region"),
    later("region removed"),
    later("reason"),
    later("reason taken back"),
    later("severity"),
    later("comment"),
    later("what-if"),
    later("what-if put aside"),
)
_SEVERAL = re.compile(r"([\d,]+) images\b")
_SIGN_OFF = "sign-off of run "
_CLUSTER, _FORGOTTEN = "name of a cluster: ", later("name of a cluster taken away")


def verdict(name: str) -> str:
    """sound, flawed or unsure, as people read it."""
    return tr(_VERDICTS[name])


def severity(number: int) -> str:
    """minor, serious or grave; number from 1 to 3."""
    return tr(SEVERITIES[number])


def state(name: str) -> str:
    """Of a run, or of one that is lined up; a state that is not known is said as it is."""
    return tr(_STATES[name]) if name in _STATES else name


def change(what: str) -> str:
    """A change as the store names it, as people read it; what: "flaw on 0412.jpg", "sign-off of run 3"."""
    if what.startswith(_SIGN_OFF):
        return tr("sign-off of run {n}").format(n=what.removeprefix(_SIGN_OFF))
    if what.startswith(_CLUSTER):
        return tr("name of a cluster: {name}").format(name=what.removeprefix(_CLUSTER))
    if what == _FORGOTTEN:
        return tr(_FORGOTTEN)
    noun, _, image = what.partition(" on ")
    several = _SEVERAL.match(image)
    if several is not None:
        image = images(int(several[1].replace(",", ""))) + image[several.end() :]
    return tr("{change} on {image}").format(change=tr(noun), image=image) if noun in _CHANGES else what

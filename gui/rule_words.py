"""What is said of a rule field: a gate, a call, the strip along the net's depth, how the map lies to the kept one."""

from __future__ import annotations

from collections.abc import Sequence

from engine.gates import DECONVNET, GRADIENT, GUIDED
from engine.records import GatesOfCall
from gui.news import RuleLearned
from gui.trend_table import Line
from gui.words import count, later, percent, plural, tr, written

CORNERS = ("gradient", "guided", "deconvnet")
GATES = (
    later("alive, positive"), later("alive, negative"), later("dead, positive"), later("dead, negative"),
)  # fmt: skip
_PLACES = dict(zip(CORNERS, (GRADIENT, GUIDED, DECONVNET), strict=True))
# In words a gate passes relevance from here on, and stops it up to there; between the two it lets part of it through.
PASSES, STOPS = 0.75, 0.25
SMALLEST = 0.001  # what percentages can tell from nothing
AS_NEAR = 0.005  # distances that are closer together than this are told as alike
_EACH = {
    (True, "pass"): later("pass positive"), (True, "part"): later("pass part of the positive"),
    (True, "stop"): later("stop positive"), (False, "pass"): later("pass negative"),
    (False, "part"): later("pass part of the negative"), (False, "stop"): later("stop negative"),
}  # fmt: skip
_BOTH = {
    "pass": later("pass all relevance"), "part": later("pass part of all relevance"),
    "stop": later("stop all relevance"),
}  # fmt: skip
Four = Sequence[float]


def number(value: float) -> str:
    """A gate or a distance, both within 0 and 1."""
    return written(f"{round(value, 2) + 0.0:.2f}")


def distances(gates: Four) -> dict[str, float]:
    """How far four gates are from the hand-made rules: the mean of the four differences, by the corner's name."""
    return {
        name: sum(abs(gate - there) for gate, there in zip(gates, corner, strict=True)) / 4
        for name, corner in _PLACES.items()
    }


def of_call(call: GatesOfCall) -> dict[str, float]:
    """The distances of a call, means over its positions."""
    return {"gradient": call.gradient, "guided": call.guided, "deconvnet": call.deconvnet}


def nearest(found: dict[str, float]) -> tuple[str, ...]:
    """The corner that is nearest; several where they are as near as makes no difference, in their order."""
    least = min(found.values())
    return tuple(name for name in CORNERS if found[name] <= least + AS_NEAR)


def nearest_in_words(found: dict[str, float]) -> str:
    """ "Nearest to guided (0.12 away)." """
    near = nearest(found)
    away = number(min(found.values()))
    if len(near) == 1:
        return tr("Nearest to {rule} ({away} away).").format(rule=near[0], away=away)
    if len(near) == 2:
        return tr("As near to {one} as to {other} ({away} away).").format(one=near[0], other=near[1], away=away)
    return tr("As near to each of the three hand-made rules ({away} away).").format(away=away)


def gates_in_words(gates: Four) -> str:
    """What they do: "Alive units pass positive and stop negative relevance; dead ones stop all relevance." """
    alive, dead = _unit(gates[0], gates[1]), _unit(gates[2], gates[3])
    return tr("Alive units {alive}; dead ones {dead}.").format(alive=alive, dead=dead)


def _unit(positive: float, negative: float) -> str:
    kinds = [_kind(positive), _kind(negative)]
    if kinds[0] == kinds[1]:
        return tr(_BOTH[kinds[0]])
    both = tr("{positive} and {negative} relevance")
    return both.format(positive=tr(_EACH[True, kinds[0]]), negative=tr(_EACH[False, kinds[1]]))


def _kind(gate: float) -> str:
    return "pass" if gate >= PASSES else "stop" if gate <= STOPS else "part"


# --- a call ---


def title_of_call(n: int, calls: Sequence[GatesOfCall]) -> str:
    """ "Call 7 of 17: relu, 28 × 28 positions". n: from 0, the image's side first"""
    call = calls[n]
    words = tr("Call {n} of {all}: {name}, {positions}")
    return words.format(n=count(n + 1), all=count(len(calls)), name=call.name, positions=positions(call))


def positions(call: GatesOfCall) -> str:
    """How many positions have gates of their own, rows by columns."""
    if call.rows == 0:
        return tr("tokens")
    if call.rows == call.columns == 1:
        return tr("one for the whole image")
    return tr("{rows} × {columns} positions").format(rows=call.rows, columns=call.columns)


def tip_of_call(n: int, calls: Sequence[GatesOfCall]) -> str:
    """All figures of a call."""
    call = calls[n]
    away = tr("gradient {gradient} away, guided {guided}, deconvnet {deconvnet}; moved {moved} since the start")
    away = away.format(**{name: number(value) for name, value in of_call(call).items()}, moved=number(call.moved))
    return f"{title_of_call(n, calls)}\n{away}\n{gates_in_words(call.mean)}"


def heads() -> list[str]:
    """Of the table that says what the strip shows."""
    return [tr("Call"), tr("Positions"), *CORNERS, tr("moved"), tr("nearest")]


def lines(calls: Sequence[GatesOfCall]) -> list[Line]:
    """The rows of that table, the image's side first."""
    made = []
    for n, call in enumerate(calls):
        found = of_call(call)
        figures = [*found.values(), call.moved]
        near = ", ".join(nearest(found))
        shown = positions(call) if call.rows < 2 and call.columns < 2 else f"{call.rows} × {call.columns}"
        cells = [f"{n + 1}  {call.name}", shown, *(number(value) for value in figures), near]
        made.append(Line(cells, note=tip_of_call(n, calls), keys=[n, call.rows * call.columns, *figures, near]))
    return made


# --- all of them ---


def strip_in_words(calls: Sequence[GatesOfCall]) -> str:
    """The strip for who does not see it: which rule how many calls are nearest to, and which one moved most."""
    if not calls:
        return ""
    near = [nearest(of_call(call)) for call in calls]
    counted = [(name, sum(one == (name,) for one in near)) for name in CORNERS]
    parts = [tr("{n} nearest to {rule}").format(n=count(n), rule=name) for name, n in counted if n]
    between = sum(len(one) > 1 for one in near)
    if between:
        parts.append(tr("{n} between two").format(n=count(between)))
    of = plural(len(calls), "Of 1 call", "Of {n} calls")
    said = tr("{of_calls}: {parts}.").format(of_calls=of, parts=", ".join(parts))
    most = max(range(len(calls)), key=lambda n: calls[n].moved)
    if calls[most].moved < AS_NEAR:
        return said + " " + tr("None has moved from where it began.")
    words = tr("Call {n} ({name}) moved most since the start, by {moved}.")
    return f"{said} {words.format(n=count(most + 1), name=calls[most].name, moved=number(calls[most].moved))}"


# --- the map that came out ---


def outcome_in_words(learned: RuleLearned) -> str:
    """Whether the map that was just learned is the kept one; where it is not, how alike they are, and why."""
    if learned.alike == "same":
        return tr("The map that came out is the kept one, bit for bit.")
    rank = "" if learned.rank is None else written(f"{learned.rank:.4f}")
    why = ""
    if learned.batch_size > 1:
        why = tr("The kept one was made in batches of {n}, this one alone.").format(n=learned.batch_size)
    if learned.others:
        each = tr("{name} {then}, now {now}")
        listed = ", ".join(each.format(name=name, then=then, now=now) for name, then, now in learned.others)
        why = f"{why} {tr('Not as then: {changes}.').format(changes=listed)}".strip()
    if learned.alike == "rounding":
        said = tr("The map that came out is the kept one up to rounding: rank correlation {rank}.").format(rank=rank)
        if learned.most is not None:
            words = tr("99 of 100 pixels are apart by {share} of its range at most.")
            if learned.most < SMALLEST:
                words = tr("99 of 100 pixels are apart by less than {share} of its range.")
            said += " " + words.format(share=percent(max(learned.most, SMALLEST)))
    elif learned.alike == "lost":
        said = tr("The kept map cannot be read, and by its hash this one is another: how alike they are is not known.")
    elif learned.rank is None:
        said = tr("The map that came out is not the kept one, and cannot be compared with it.")
    else:
        said = tr("The map that came out is not the kept one: rank correlation {rank} (1 is the same order of pixels).")
        said = said.format(rank=rank)
    return f"{said} {why}".strip()

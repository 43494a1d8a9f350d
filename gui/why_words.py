"""Why an image stands where it does in *Most suspicious first*, in sentences."""

from __future__ import annotations

from collections.abc import Callable

from db.suspicion import NAMED
from db.unusual import Held, Spread, Standing
from gui.words import count, ordinal, percent, three_digits, tr, written
from reports.visible import visible

FEW = 4  # with fewer maps of a class its quartiles say nothing


def place(one: Standing) -> str:
    """ "12th of 200 in Most suspicious first"."""
    return tr("{nth} of {all} in Most suspicious first").format(nth=ordinal(one.place), all=count(one.of))


def summary(one: Standing) -> str:
    """What is unusual about it, or that nothing is."""
    if not one.read:
        return tr("Its map cannot be read, so nothing is known of it. Such images come last.")
    if not one.figures:
        return tr("Nothing is known of its map: it is empty.")
    named = sum(figure.named for figure in one.figures)
    if named == len(one.figures) == 2:
        return tr("Both of its figures are unusual:")
    if named == len(one.figures) > 1:
        return tr("All {n} of its figures are unusual:").format(n=count(named))
    if named > 1:
        return tr("{n} of its {all} figures are unusual:").format(n=count(named), all=count(len(one.figures)))
    if named:
        return tr("One of its figures is unusual:") if len(one.figures) > 1 else tr("Its only figure is unusual:")
    return tr("Nothing about it is unusual:")


def lines(one: Standing, label: str) -> list[tuple[bool, str]]:
    """(whether it is unusual, sentence) of each figure, the unusual ones first, then the highest. label: the class that
    it was predicted as."""
    figures = sorted(one.figures, key=lambda figure: (not figure.named, figure.place / figure.run.n))
    return [(figure.named, _line(figure, visible(label))) for figure in figures]


def _line(one: Held, label: str) -> str:
    """ "62.0 % of its energy is off the object. In this run usually 22.1 % to 40.3 %, ..." """
    texts = {
        "border": tr("{share} of its energy is on the border."),
        "apart": tr("{share} away from where the run's maps usually lie."),
        "off": tr("{share} of its energy is off the object."),
    }
    say = _say(one)
    usual = tr("In this run usually {low} to {high}, median {middle}; it is the {nth} highest of {all}.")
    if one.place == 1:
        usual = tr("In this run usually {low} to {high}, median {middle}; it is the highest of {all}.")
    said = [
        texts[one.what].format(share=say(one.value)),
        usual.format(nth=ordinal(one.place), all=count(one.run.n), **_quartiles(one, one.run)),
    ]
    if one.group.n >= FEW:
        of_class = tr("Among the {n} predicted as {label}, {low} to {high}, median {middle}.")
        said.append(of_class.format(n=count(one.group.n), label=label, **_quartiles(one, one.group)))
    return "\n".join(said)


def _quartiles(one: Held, spread: Spread) -> dict[str, str]:
    say = _say(one)
    return {"low": say(spread.low), "middle": say(spread.middle), "high": say(spread.high)}


def _say(one: Held) -> Callable[[float], str]:
    return three_digits if one.what == "apart" else percent


def follows(one: Standing) -> str:
    """What may be concluded, and what may not."""
    if not one.read or not one.figures:
        return ""
    if any(figure.named for figure in one.figures):
        first = tr("Look whether the map lies on what should count.")
    else:
        first = tr("That does not make it sound: a net that always looks at the same wrong thing is usual everywhere.")
    return f"{first} " + tr(
        "The figures tell where the map lies. They do not tell whether the prediction is right, nor why the model "
        "looks there; that is for your eyes and, for a region, for What if."
    )


def how() -> str:
    """What the place is made from, with the bounds of ``suspicion.NAMED``."""
    border, apart, off = NAMED["border"], NAMED["apart"], NAMED["off"]
    return tr(
        "The place is the mean of its ranks by these figures, among all maps of the run. Unusual is: on the border "
        "from {border} on and {b} times the run's median, away from the others from {apart} on and {a} times, off the "
        "object from {off} on and not below the median. The place does not go by the class: where a class is told by "
        "its stamp, most of its maps lie on the stamp, and it would seem usual."
    ).format(
        border=percent(border[0]),
        b=written(f"{border[1]:g}"),
        apart=three_digits(apart[0]),
        a=written(f"{apart[1]:g}"),
        off=percent(off[0]),
    )

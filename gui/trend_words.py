"""What the trends room says: what rates are told by, heads and cells of its tables, and each chart in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from db.control_chart import THIN, Limits
from db.findings import Finding
from db.rows import RunRow
from gui.runs_box import run_words
from gui.trend_table import Line
from gui.words import count, duration, percent, plural, three_digits, tr, written
from reports.trend_facts import IN_TIME, Told
from reports.visible import visible

NOTHING = "–"
NAMED = 5


def choices() -> dict[str, str]:
    """What rates can be told by, as the drop-down names them."""
    return {
        "run": tr("by run"), "model": tr("by model"), "true": tr("by true label"),
        "predicted": tr("by predicted class"), "class": tr("by class that was explained"), "reason": tr("by reason"),
        "reviewer": tr("by reviewer"), "day": tr("by day"), "week": tr("by week"),
    }  # fmt: skip


def heads() -> dict[str, str]:
    """What stands over the names of the rows."""
    return {
        "run": tr("Run"), "model": tr("Model"), "true": tr("True label"), "predicted": tr("Predicted class"),
        "class": tr("Class"), "reason": tr("Reason"), "reviewer": tr("Reviewer"), "day": tr("Day (UTC)"),
        "week": tr("Week (ISO)"),
    }  # fmt: skip


def how_many(by: str, n: int) -> str:
    """ "3 runs"."""
    match by:
        case "run":
            return plural(n, "1 run", "{n} runs")
        case "model":
            return plural(n, "1 model", "{n} models")
        case "reason":
            return plural(n, "1 reason", "{n} reasons")
        case "reviewer":
            return plural(n, "1 reviewer", "{n} reviewers")
        case "day":
            return plural(n, "1 day", "{n} days")
        case "week":
            return plural(n, "1 week", "{n} weeks")
        case "true":
            return plural(n, "1 true label", "{n} true labels")
    return plural(n, "1 class", "{n} classes")


@dataclass(frozen=True, slots=True)
class Point:
    """A row as chart and table show it. name: in full; short: for an axis; limits: where there are any."""

    row: Finding
    name: str
    short: str
    limits: Limits | None = None

    @property
    def thin(self) -> bool:
        """So few that the share says little."""
        return self.row.n < THIN

    @property
    def outside(self) -> bool:
        return self.limits is not None and self.limits.out


def points(told: Told, runs: Mapping[int, RunRow], reason_title: Callable[[str], str]) -> list[Point]:
    """The rows in their order, with the names that people know them by."""
    made = []
    for row in told.rows:
        name = short = row.label
        if told.by == "run":
            short = str(row.key)
            run = runs.get(int(row.key))
            name = f"{row.key} · {run_words(run)}" if run is not None else row.label
        elif told.by == "reason":
            name = short = reason_title(str(row.key))
        elif row.key == "":
            name = short = tr("no true label")
        made.append(Point(row, visible(name), visible(short), told.limits.get(row.key)))
    return made


def columns(told: Told) -> list[str]:
    """Heads from left to right: the share first, then the counts that it comes from."""
    made = [heads()[told.by], tr("Share flawed"), tr("95 % interval")]
    made += [tr("Limits")] if told.chart is not None else []
    made += [tr("flawed")]
    made += [tr("flawed or sound")] if told.by == "reason" else [tr("sound"), tr("unsure")]
    return [*made, tr("Judged")] if covered(told) else made


def cells(told: Told, point: Point) -> list[str]:
    """A row of the table, as many cells as ``columns``."""
    row = point.row
    made = [point.name, percent_or_nothing(row.share), between(row.interval)]
    if told.chart is not None:
        limits = point.limits
        made.append(between((limits.low, limits.high)) if limits is not None else NOTHING)
        if point.outside:
            made[-1] = tr("outside {limits}").format(limits=made[-1])
    made.append(count(row.flawed))
    made += [count(row.n)] if told.by == "reason" else [count(row.sound or 0), count(row.unsure or 0)]
    if covered(told):
        made.append(tr("{n} of {all}").format(n=count(row.judged), all=count(row.explained or 0)))
    return made


def keys(told: Told, point: Point) -> list[object]:
    """What a row's cells are sorted by, as many as ``cells``."""
    row = point.row
    made: list[object] = [row.key if told.by == "run" else point.name, row.share, row.interval and row.interval[0]]
    if told.chart is not None:
        made.append(point.limits.low if point.limits is not None else None)
    made.append(row.flawed)
    made += [row.n] if told.by == "reason" else [row.sound or 0, row.unsure or 0]
    return [*made, row.coverage] if covered(told) else made


def covered(told: Told) -> bool:
    """Whether rows know how many are explained, judged or not."""
    return bool(told.rows) and told.rows[0].explained is not None


def percent_or_nothing(share: float | None) -> str:
    return NOTHING if share is None else percent(share)


def between(ends: tuple[float, float] | None) -> str:
    return NOTHING if ends is None else f"{percent(ends[0])} – {percent(ends[1])}"


def in_a_sentence(told: Told, point: Point) -> str:
    """The short name of a row; "run 3" for a run, whose number alone would be taken for a count."""
    return tr("run {run}").format(run=point.short) if told.by == "run" else point.short


def alt(told: Told, shown: list[Point]) -> str:
    """The chart in plain words."""
    known = [point for point in shown if point.row.share is not None]
    if not known:
        return tr("Nothing has a verdict that is flawed or sound.")
    shares = [point.row.share or 0.0 for point in known]
    of = how_many(told.by, len(known))
    what = tr("Share flawed {by}: {rows}").format(by=choices()[told.by], rows=of)
    if len(known) == 1 or percent(min(shares)) == percent(max(shares)):
        said = [tr("{what}, {share}.").format(what=what, share=percent(shares[0]))]
    else:
        said = [
            tr("{what}, from {low} ({first}) to {high} ({last}).").format(
                what=what, low=percent(min(shares)), high=percent(max(shares)),
                first=in_a_sentence(told, known[shares.index(min(shares))]),
                last=in_a_sentence(told, known[shares.index(max(shares))]),
            )
        ]  # fmt: skip
    if told.chart is not None:
        out = [in_a_sentence(told, point) for point in known if point.outside]
        if out:
            names = ", ".join(out[:NAMED])
            if len(out) > NAMED:
                names = tr("{names} and {n} more").format(names=names, n=count(len(out) - NAMED))
            said.append(tr("Outside the control limits: {names}.").format(names=names))
        else:
            said.append(tr("None is outside the control limits."))
    thin = sum(point.thin for point in known)
    if thin:
        few = tr("Fewer than {least} are flawed or sound in: {rows}.")
        said.append(few.format(least=THIN, rows=how_many(told.by, thin)))
    return " ".join(said)


def how_to_read(told: Told, shown: list[Point]) -> str:
    """What stands under the chart: marks, limits, what a click does."""
    said = [tr("Bars are 95 % intervals.")]
    if any(point.thin and point.row.n for point in shown):
        said.append(tr("Hollow and grey: fewer than {n} are flawed or sound.").format(n=THIN))
    if told.chart is not None:
        lines = tr("Lines: {share} in all, and the limits that chance about it keeps to.")
        said.append(lines.format(share=percent(told.chart.centre)))
        if any(point.outside for point in shown):
            said.append(tr("Diamonds lie outside."))
    elif told.by in IN_TIME:
        said.append(tr("Control limits come with the second row that has verdicts."))
    if told.by == "reviewer":
        said.append(tr("Each one's own verdicts, whatever others say of the same image."))
    if told.by == "reason":
        said.append(tr("Flawed ones with this reason, of all that are flawed or sound; one can have several."))
    said.append(tr("Click a point, or press Return on a row, to review its images."))
    return " ".join(said)


def tip(point: Point) -> str:
    """What is said of a point under the mouse."""
    row = point.row
    said = [
        point.name,
        tr("{share} flawed ({interval})").format(share=percent_or_nothing(row.share), interval=between(row.interval)),
        tr("{flawed} of {n} that are flawed or sound").format(flawed=count(row.flawed), n=count(row.n)),
    ]
    if point.limits is not None:
        limits = between((point.limits.low, point.limits.high))
        said.append((tr("outside {limits}") if point.outside else tr("within {limits}")).format(limits=limits))
    return "\n".join(said)


def measures() -> dict[str, str]:
    """What is measured of a map, as db.distributions names it."""
    return {
        "area": tr("Area of the mask"), "border": tr("Energy on the border"), "gini": tr("Gini, how sparse the map is"),
    }  # fmt: skip


def evidence_lines(told: Told) -> tuple[list[str], list[Line]]:
    """Heads and rows of the table of evidence."""
    titles = measures()
    made = [
        Line([
            f"{run} · {titles[one.measure]}",
            *(NOTHING if value is None else three_digits(value) for value in (one.low, one.median, one.high)),
            count(one.n), count(one.missing),
        ], keys=(f"{run:09d}{one.measure}", one.low, one.median, one.high, one.n, one.missing))
        for run, spreads in told.evidence for one in spreads
    ]  # fmt: skip
    return [tr("Run and measure"), "25 %", tr("median"), "75 %", "n", tr("without")], made


def evidence_alt(told: Told) -> str:
    """The chart of evidence in plain words."""
    said = []
    for run, spreads in told.evidence:
        parts = [
            tr("{measure} {median} ({low} – {high})").format(
                measure=measures()[one.measure], median=three_digits(one.median or 0.0),
                low=three_digits(one.low or 0.0), high=three_digits(one.high or 0.0),
            )
            for one in spreads if one.n
        ]  # fmt: skip
        if parts:
            said.append(tr("Run {run}: {figures}.").format(run=run, figures="; ".join(parts)))
    return " ".join([tr("Medians with the middle half of the explained images."), *said])


def pace_lines(told: Told) -> tuple[list[str], list[Line]]:
    """Heads and rows of the table of pace."""
    made = [
        Line([
            visible(one.reviewer), count(one.reviews), count(one.timed),
            duration(one.seconds) if one.timed else NOTHING,
            NOTHING if one.an_hour is None else count(round(one.an_hour)),
            NOTHING if one.median_s is None else written(f"{one.median_s:.1f} s"),
        ], keys=(one.reviewer, one.reviews, one.timed, one.seconds if one.timed else None, one.an_hour, one.median_s))
        for one in told.paces
    ]  # fmt: skip
    heads = [tr("Reviewer"), tr("Reviews"), tr("Timed"), tr("Looked"), tr("An hour of looking"), tr("Median")]
    return heads, made


def thin_note() -> str:
    return tr("Fewer than {n} are flawed or sound: read the interval, not the share.").format(n=THIN)


def evidence_caption() -> str:
    return tr("Of all explained images of a run, judged or not: boxes hold the middle half, the line is the median.")


def pace_said() -> str:
    return tr("Reviews an hour of looking: by the time that somebody looked at an image; pauses are not in it.")


def pace_alt(told: Told) -> str:
    """The chart of pace in plain words."""
    said = [pace_said()]
    for one in told.paces:
        if one.an_hour is not None and one.median_s is not None:
            words = tr("{name}: {n} an hour, half of them within {seconds} s.")
            seconds = written(f"{one.median_s:.1f}")
            said.append(words.format(name=visible(one.reviewer), n=count(round(one.an_hour)), seconds=seconds))
    return " ".join(said)


def coverage_said(told: Told, shown: list[Point]) -> str:
    """The chart of coverage in plain words."""
    known = [(point.row.coverage, point) for point in shown if point.row.coverage is not None]
    if not known:
        return ""
    (least, first), (most, last) = min(known, key=lambda one: one[0]), max(known, key=lambda one: one[0])
    if percent(least) == percent(most):
        return tr("{share} of what is explained has a verdict.").format(share=percent(least))
    return tr("From {low} ({first}) to {high} ({last}) of what is explained has a verdict.").format(
        low=percent(least), first=in_a_sentence(told, first), high=percent(most), last=in_a_sentence(told, last)
    )

"""How far reviewers agree beyond chance: Cohen's kappa, Krippendorff's alpha, and the plain share, with intervals.

Everybody's own verdicts count, whatever was settled afterwards. A unit is an explanation that two or more have judged.
Sources: Cohen, Educ. Psychol. Meas. 20 (1960) 37; Krippendorff, Computing Krippendorff's Alpha-Reliability (2011),
nominal metric with gaps. Intervals: percentiles of a bootstrap over units (Efron and Tibshirani 1993), seeded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from db.rows import VERDICTS

Doubles = npt.NDArray[np.float64]
Statistic = Callable[[Doubles], Doubles]

DRAWS = 2000
SEED = 1
# An interval needs so many units, and of the draws no more than this share without a value.
FEWEST = 10
MOST_UNDEFINED = 0.05
NO_OVERLAP = "No explanation has the verdicts of two reviewers."


@dataclass(frozen=True, slots=True)
class Figure:
    """A coefficient with its 95 % interval. value: None where there is none, and then why says so in a sentence;
    low and high: None where there are too few units for them."""

    value: float | None
    low: float | None = None
    high: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of some units. about: what they have in common (a class, a reason; "" for all); verdicts: on these units, by all;
    share: pairs of verdicts on the same unit that are alike, of all such pairs."""

    about: str
    units: int
    verdicts: int
    share: Figure
    alpha: Figure


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Of two reviewers. table[i][j]: units that first calls VERDICTS[i] and second VERDICTS[j]."""

    first: str
    second: str
    units: int
    share: Figure
    kappa: Figure
    table: tuple[tuple[int, ...], ...]


def among(answers: Sequence[Mapping[str, str]], about: str = "", categories: Sequence[str] = VERDICTS) -> Agreement:
    """answers: for each unit reviewer -> one of the categories; units with fewer than two answers count nowhere."""
    place = {name: n for n, name in enumerate(categories)}
    tally: Counter[tuple[int, ...]] = Counter()
    for said in answers:
        if len(said) >= 2:
            counts = [0] * len(categories)
            for one in said.values():
                counts[place[one]] += 1
            tally[tuple(counts)] += 1
    units = tally.total()
    if not units:
        return Agreement(about, 0, 0, *2 * [Figure(None, why=NO_OVERLAP)])
    patterns = np.array(sorted(tally), dtype=np.float64)
    times = np.array([tally[one] for one in sorted(tally)], dtype=np.float64)
    each = _coincidences(patterns)
    share = _figure(times, lambda drawn: _alike(patterns, drawn))
    used = [name for name, n in zip(categories, times @ patterns, strict=True) if n]
    if len(used) == 1:
        alpha = Figure(None, why=_one_answer(used[0], units))
    else:
        alpha = _figure(times, lambda drawn: _alpha(np.tensordot(drawn, each, 1)))
    return Agreement(about, units, int(times @ patterns.sum(1)), share, alpha)


def between(
    answers: Sequence[Mapping[str, str]], first: str, second: str, categories: Sequence[str] = VERDICTS
) -> PairAgreement:
    """Two reviewers on the units that both have judged."""
    tally = Counter((said[first], said[second]) for said in answers if first in said and second in said)
    table = tuple(tuple(tally[one, other] for other in categories) for one in categories)
    units = tally.total()
    if not units:
        nothing = Figure(None, why=f"{first} and {second} have judged no explanation both.")
        return PairAgreement(first, second, 0, nothing, nothing, table)
    times = np.array(table, dtype=np.float64).ravel()
    size = len(categories)
    share = _figure(times, lambda drawn: np.trace(_square(drawn, size), axis1=-2, axis2=-1) / drawn.sum(-1))
    only = next((one for one in categories if tally[one, one] == units), None)
    if only is not None:
        kappa = Figure(None, why=_one_answer(only, units))
    else:
        kappa = _figure(times, lambda drawn: _kappa(_square(drawn, size)))
    return PairAgreement(first, second, units, share, kappa, table)


def _square(drawn: Doubles, size: int) -> Doubles:
    return drawn.reshape(*drawn.shape[:-1], size, size)


def _kappa(tables: Doubles) -> Doubles:
    """(..., k, k) tables of counts -> (...) kappas; NaN where chance alone agrees always."""
    n = tables.sum((-2, -1))
    seen = np.trace(tables, axis1=-2, axis2=-1) / n
    chance = (tables.sum(-1) * tables.sum(-2)).sum(-1) / n**2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(chance < 1, (seen - chance) / (1 - chance), np.nan)


def _coincidences(patterns: Doubles) -> Doubles:
    """(m, k) counts of answers of each kind of unit -> (m, k, k) what such a unit adds to the coincidence matrix."""
    pairs = patterns[:, :, None] * patterns[:, None, :] - patterns[:, :, None] * np.eye(patterns.shape[1])
    made: Doubles = pairs / (patterns.sum(1) - 1)[:, None, None]
    return made


def _alpha(coincidences: Doubles) -> Doubles:
    """(..., k, k) coincidence matrices -> (...) alphas; NaN where all answers are one."""
    each = coincidences.sum(-1)
    n = each.sum(-1)
    apart = n - np.trace(coincidences, axis1=-2, axis2=-1)
    by_chance = n**2 - (each**2).sum(-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(by_chance > 1e-9, 1 - (n - 1) * apart / by_chance, np.nan)


def _alike(patterns: Doubles, times: Doubles) -> Doubles:
    """The share of pairs of answers on one unit that are alike."""
    alike, pairs = (patterns * (patterns - 1)).sum(1), patterns.sum(1) * (patterns.sum(1) - 1)
    made: Doubles = (times @ alike) / (times @ pairs)
    return made


def _figure(times: Doubles, statistic: Statistic) -> Figure:
    """times: how many units there are of each kind; units of a kind are alike, so that a bootstrap need only draw how
    often each kind comes. statistic: (..., kinds) -> (...)."""
    value = float(statistic(times))
    units = int(times.sum())
    if units < FEWEST:
        return Figure(value)
    drawn = np.random.default_rng(SEED).multinomial(units, times / units, DRAWS).astype(np.float64)
    found = statistic(drawn)
    there = found[~np.isnan(found)]
    if there.size < (1 - MOST_UNDEFINED) * DRAWS:
        return Figure(value)
    low, high = np.percentile(there, (2.5, 97.5))
    return Figure(value, float(low), float(high))


def _one_answer(answer: str, units: int) -> str:
    of = "the one explanation" if units == 1 else f"all {units:,} explanations"
    return f"Everybody says {answer} of {of}: with one answer only, agreement cannot be told from chance."

"""Patterns: clusters of the maps of one class, and whether they stand apart from the run's other maps. No torch.

In the manner of SpRAy (Lapuschkin et al., "Unmasking Clever Hans predictors and assessing what machines really learn",
Nature Communications 10 (2019) 1096): maps are made small and normalised, spectral clustering finds groups of them, and
the eigengap says how many. Two things are added, and docs/patterns.md says why: clusters that do not stand apart from
one another are joined, and a cluster is reported only if it also stands apart from the maps of the other classes.
scikit-learn and SciPy are imported when clusters are asked for.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from engine.records import FloatArray

Floats = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
# few: fewer maps than FEWEST; alone: one group of maps, and no other class to hold it against
Why = Literal["", "few", "alone"]

SIDE = 16
FEWEST = 10  # maps of a class, to be clustered at all
LEAST = 5  # members of a cluster
# What a cluster that is reported must reach at least, and one of two clusters that are not joined.
APART = 0.5  # squared Hellinger distance to the outside: less than half in common
SEPARATED = 0.6  # separation: two members differ by two fifths of that at most
STABLE = 0.75  # least mean Jaccard coefficient (Hennig 2007)
MOST = 1000  # maps of a class that are clustered; the others are assigned
MOST_CLUSTERS = 8
NEIGHBOURS = 10
SCALE_NEIGHBOUR = 7  # Zelnik-Manor and Perona, "Self-tuning spectral clustering", NIPS 2004
DRAWS, DRAWN = 20, 0.8  # subsets for the stability, and their share of the sample
HALF = 0.5
_ALIKE = 1e-6  # squared Hellinger distances below this are rounding
_ROUNDS = 10
_CHUNK = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """Maps of one class that lie alike.

    members:    places in the sequence that was given, the nearest to the centre first
    distances:  of each to the centre, Hellinger, 0 (energy in the same places) to 1 (in no common place)
    mean:       float32 (SIDE, SIDE), mean of the members' signatures, of sum 1; left and right are not folded
    region:     bool (SIDE, SIDE), the fewest cells that hold half of the mean map's energy
    energy:     share of its energy that a member has in the region, mean, 0 to 1
    elsewhere:  the same of the maps of the other classes, mean of the classes; None without another class
    spread:     mean squared Hellinger distance between two members, 0 to 1
    apart:      mean squared Hellinger distance from a member to what it is nearest to outside, 0 to 1; None if nothing
    separation: mean of (apart - spread) / max(apart, spread) over the members, -1 to 1; None if nothing is outside
    stability:  mean Jaccard coefficient over subsets, 0 to 1; None for a cluster that is not apart
    """

    members: tuple[int, ...]
    distances: tuple[float, ...]
    mean: FloatArray
    region: BoolArray
    energy: float
    elsewhere: float | None
    spread: float
    apart: float | None
    separation: float | None
    stability: float | None

    @property
    def area(self) -> float:
        """The share of the map that the region covers, 0 to 1."""
        return float(self.region.mean())

    @property
    def reported(self) -> bool:
        """Whether it is tight, apart and stable enough to be shown."""
        return self.stability is not None and self.stability >= STABLE


@dataclass(frozen=True, slots=True, eq=False)
class ClassPatterns:
    """What was found in one class. n: its maps; sampled: those that were clustered, the others were assigned;
    eigengap: how many clusters it proposed, before they were joined; clusters: the most separate first."""

    group: int
    n: int
    sampled: int
    eigengap: int
    clusters: tuple[Cluster, ...]
    why: Why = ""

    @property
    def reported(self) -> tuple[Cluster, ...]:
        return tuple(one for one in self.clusters if one.reported)


def signature(values: FloatArray) -> FloatArray | None:
    """Where the positive part of a map (H, W) lies: float32 (SIDE, SIDE) of sum 1, by area-mean.

    None for a map that has no positive part or holds values that are not finite. Raises ValueError for anything that
    is not two-dimensional.
    """
    if values.ndim != 2 or not values.size:
        raise ValueError(f"a map is (H, W), not {values.shape}")
    if not np.isfinite(values).all():
        return None
    positive = np.maximum(values.astype(np.float64), 0)
    positive /= max(float(positive.max()), np.finfo(np.float64).tiny)
    down, across = (_shares(length) for length in positive.shape)
    found = down @ positive @ across.T
    total = found.sum()
    return np.asarray(found / total, dtype=np.float32) if total > 0 else None


def features(signatures: FloatArray, *, sides: bool = False) -> Floats:
    """Unit vectors whose scalar product is the Bhattacharyya coefficient of two signatures: the roots of their shares.

    signatures (n, SIDE, SIDE); (n, SIDE * SIDE / 2), with left and right folded onto each other, so that a cue in
    either corner is one cue; with ``sides`` they are told apart: (n, SIDE * SIDE).
    """
    shares = signatures.astype(np.float64)
    if not sides:
        shares = shares[:, :, : SIDE // 2] + shares[:, :, : SIDE // 2 - 1 : -1]
    shares = shares.reshape(len(shares), -1)
    return np.asarray(np.sqrt(shares / shares.sum(1, keepdims=True)))


def hellinger(one: Floats, others: Floats) -> Floats:
    """Distances, 0 to 1, of unit vectors (n, d) to one (d,)."""
    return np.asarray(np.sqrt(np.clip(1 - others @ one, 0, 1)))


def alike(signatures: FloatArray, which: int, *, sides: bool = False) -> list[tuple[int, float]]:
    """The other maps by their Hellinger distance to that one, the nearest first; equals stay in their order."""
    found = features(signatures, sides=sides)
    distances = hellinger(found[which], found)
    order = np.argsort(distances, kind="stable")
    return [(int(at), float(distances[at])) for at in order if at != which]


def find(
    signatures: FloatArray,
    groups: Sequence[int],
    *,
    sides: bool = False,
    only: int | None = None,
    seed: int = 0,
    most: int = MOST,
    told: Callable[[int, int], object] = lambda done, total: None,
) -> list[ClassPatterns]:
    """The clusters of each class of a run, by class; equal input and seed give equal output.

    signatures (n, SIDE, SIDE), of ``signature``; groups: the class that each map explains. only: this class, held
    against all others. most: maps of a class that are clustered, drawn by seed; the others go to the nearest cluster.
    told: (classes done, of how many).
    """
    of = np.asarray(groups, dtype=np.int64)
    every = features(signatures, sides=sides) if len(of) else np.zeros((0, SIDE * SIDE))
    names = [int(one) for one in np.unique(of)]
    means = {one: every[of == one].mean(0) for one in names if (of == one).sum() >= LEAST}
    lie = {one: signatures[of == one].mean(0, dtype=np.float64) for one in names}
    wanted = [one for one in names if only is None or one == only]
    found = []
    for done, name in enumerate(wanted):
        told(done, len(wanted))
        own = np.flatnonzero(of == name)
        outside = np.array([mean for one, mean in means.items() if one != name])
        one_class = _OneClass(every[own], outside, np.random.default_rng([seed, abs(name)]), most)
        parts, eigengap, why = one_class.parts()
        elsewhere = [where for one, where in lie.items() if one != name]
        clusters = [_cluster(one_class, parts, at, own, signatures[own], elsewhere, sides) for at in range(len(parts))]
        clusters.sort(key=lambda one: -1.0 if one.separation is None else one.separation, reverse=True)
        found.append(ClassPatterns(name, len(own), min(len(own), most), eigengap, tuple(clusters), why))
    told(len(wanted), len(wanted))
    return found


class _OneClass:
    """The maps of one class as unit vectors, and the means of the other classes."""

    def __init__(self, vectors: Floats, outside: Floats, draw: np.random.Generator, most: int) -> None:
        self.vectors, self.draw = vectors, draw
        # To the usual of the run: the median over the other classes, so that a few that share the cue do not hide it.
        self.usual = np.full(len(vectors), np.inf)
        for begin in range(0, len(vectors) if len(outside) else 0, _CHUNK):
            some = slice(begin, begin + _CHUNK)
            self.usual[some] = np.median(1 - vectors[some] @ outside.T, 1)
        self.sample = np.arange(len(vectors))
        if len(vectors) > most:
            self.sample = np.sort(draw.choice(len(vectors), most, replace=False))

    def parts(self) -> tuple[list[Numbers], int, Why]:
        """(members of each cluster, how many the eigengap proposed, why there is none)."""
        if len(self.vectors) < FEWEST:
            return [], 0, "few"
        groups, eigengap = _clustered(self.vectors[self.sample])
        labels = np.full(len(self.vectors), -1)
        for at, group in enumerate(groups):
            labels[self.sample[group]] = at
        rest = np.flatnonzero(labels < 0)
        if len(rest):
            means = np.array([self.vectors[self.sample[group]].mean(0) for group in groups])
            labels[rest] = np.argmax(self.vectors[rest] @ means.T, 1)
        parts = self.kept([np.flatnonzero(labels == at) for at in range(len(groups))], self.vectors, self.usual)
        alone = len(groups) == 1 and not np.isfinite(self.usual).any()
        return parts, eigengap, "alone" if alone else ""

    def kept(self, groups: list[Numbers], vectors: Floats, usual: Floats) -> list[Numbers]:
        """Each cluster without the maps that are nearer to what is outside of it than to its members."""
        found = []
        for group in groups:
            outside = self.outside(vectors[group], usual[group], [vectors[one] for one in groups if one is not group])
            own = np.arange(len(group))
            for _ in range(_ROUNDS):
                inside = _to_members(vectors[group], own)
                kept = np.flatnonzero(inside <= outside)
                if len(kept) < 2 or np.array_equal(kept, own):
                    break
                own = kept
            found.append(group[own])
        return found

    @staticmethod
    def outside(vectors: Floats, usual: Floats, siblings: list[Floats]) -> Floats:
        """To the nearest other cluster of the class, or to the usual of the other classes if that is nearer."""
        found = usual.copy()
        for other in siblings:
            found = np.minimum(found, 1 - vectors @ other.mean(0))
        return found

    def stability(self, members: Numbers) -> float:
        """Mean Jaccard coefficient of a cluster with its nearest likeness in clusterings of subsets of the sample
        (Hennig, "Cluster-wise assessment of cluster stability", CSDA 52 (2007) 258)."""
        mine = np.isin(self.sample, members)
        found = []
        for _ in range(DRAWS):
            at = np.sort(self.draw.choice(len(self.sample), round(DRAWN * len(self.sample)), replace=False))
            if not mine[at].any():
                continue
            drawn = self.vectors[self.sample[at]]
            groups = self.kept(_clustered(drawn)[0], drawn, self.usual[self.sample[at]])
            found.append(max(_jaccard(mine[at], np.isin(np.arange(len(at)), group)) for group in groups))
        return float(np.mean(found)) if found else 0.0


def _cluster(
    one_class: _OneClass,
    parts: list[Numbers],
    at: int,
    own: Numbers,
    signatures: FloatArray,
    elsewhere: list[Floats],
    sides: bool,
) -> Cluster:
    """One part of a class. own: its maps in the run; signatures: theirs; elsewhere: the mean of each other class."""
    members = parts[at]
    vectors = one_class.vectors[members]
    siblings = [one_class.vectors[part] for part in parts if part is not members]
    inside = _to_members(vectors, np.arange(len(members)))
    outside = one_class.outside(vectors, one_class.usual[members], siblings)
    separation = apart = stability = None
    if np.isfinite(outside).all():
        apart, separation = float(outside.mean()), _separation(inside, outside)
        if apart >= APART and separation >= SEPARATED and len(members) >= LEAST:
            stability = one_class.stability(members)
    centre = vectors.mean(0)
    distances = hellinger(centre / np.linalg.norm(centre), vectors)
    order = np.argsort(distances, kind="stable")
    mean = signatures[members].mean(0, dtype=np.float64)
    region = _half(mean, sides)
    others = [float(one[region].sum()) for one in elsewhere]
    return Cluster(
        tuple(int(one) for one in own[members][order]),
        tuple(float(one) for one in distances[order]),
        np.asarray(mean, dtype=np.float32),
        region,
        float(mean[region].sum()),
        float(np.mean(others)) if others else None,
        float(inside.mean()),
        apart,
        separation,
        stability,
    )


def _to_members(vectors: Floats, own: Numbers) -> Floats:
    """Mean squared Hellinger distance of each vector to the members ``own``, without itself."""
    total = vectors[own].sum(0)
    product = vectors @ total
    found = 1 - product / len(own)
    if len(own) > 1:
        found[own] = 1 - (product[own] - 1) / (len(own) - 1)
    return np.asarray(np.clip(found, 0, 1))


def _clustered(vectors: Floats) -> tuple[list[Numbers], int]:
    """(members of each cluster, how many the eigengap proposed): spectral clustering, and what is not apart joined."""
    labels, eigengap = _spectral(vectors)
    groups = [np.flatnonzero(labels == one) for one in np.unique(labels)]
    while len(groups) > 1:
        pairs = [(*_between(vectors, groups[i], groups[j]), i, j) for i in range(len(groups)) for j in range(i)]
        alike = [(apart, i, j) for apart, distinct, i, j in pairs if not distinct]
        if not alike:
            break
        _, i, j = min(alike)
        groups[j] = np.sort(np.concatenate((groups[j], groups[i])))
        del groups[i]
    return groups, eigengap


def _between(vectors: Floats, one: Numbers, other: Numbers) -> tuple[float, bool]:
    """(mean squared Hellinger distance between two clusters, whether one of them stands apart from the other)."""
    distinct = False
    between = 1 - vectors[one] @ vectors[other].T
    for own, outside in ((one, between.mean(1)), (other, between.mean(0))):
        inside = _to_members(vectors[own], np.arange(len(own)))
        # A cluster of one has no spread by which it could be tight.
        distinct |= len(own) > 1 and outside.mean() >= APART and _separation(inside, outside) >= SEPARATED
    return float(between.mean()), distinct


def _separation(inside: Floats, outside: Floats) -> float:
    """Mean of (outside - inside) / larger, as Rousseeuw's silhouette (1987) has it; 0 where both are nothing."""
    larger = np.maximum(inside, outside)
    return float(np.where(larger > _ALIKE, (outside - inside) / np.maximum(larger, _ALIKE), 0).mean())


def _spectral(vectors: Floats) -> tuple[Numbers, int]:
    """(label of each vector, number of clusters): the normalised Laplacian of the nearest neighbours' graph, weights by
    local scale, k-means of the rows of its first eigenvectors (Ng, Jordan and Weiss 2001), k by the largest eigengap
    (von Luxburg, "A tutorial on spectral clustering", 2007)."""
    from scipy.linalg import eigh  # noqa: PLC0415 - heavy, and needed here alone
    from sklearn.cluster import KMeans  # noqa: PLC0415
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415

    n = len(vectors)
    squared = np.clip(1 - vectors @ vectors.T, 0, 1)
    np.fill_diagonal(squared, 0)
    if squared.max() < _ALIKE or n < 3:
        return np.zeros(n, dtype=np.int64), 1
    nearest = np.argsort(squared, 1, kind="stable")[:, : min(NEIGHBOURS, n - 1) + 1]
    scale = np.sqrt(np.maximum(np.take_along_axis(squared, nearest, 1)[:, min(SCALE_NEIGHBOUR, n - 1)], _ALIKE))
    near = np.zeros((n, n), dtype=bool)
    np.put_along_axis(near, nearest, True, 1)
    weights = np.where(near | near.T, np.exp(-squared / np.outer(scale, scale)), 0)
    np.fill_diagonal(weights, 0)
    root = np.sqrt(np.maximum(weights.sum(1), np.finfo(np.float64).tiny))
    laplacian = np.eye(n) - weights / np.outer(root, root)
    values, eigenvectors = eigh(laplacian, subset_by_index=[0, min(MOST_CLUSTERS, n - 1)])
    k = int(np.argmax(np.diff(values))) + 1
    rows = eigenvectors[:, :k]
    rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.finfo(np.float64).tiny)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # fewer different rows than clusters: some stay empty
        labels = KMeans(k, n_init=10, random_state=0).fit_predict(rows)
    return np.asarray(labels, dtype=np.int64), k


def _half(mean: Floats, sides: bool) -> BoolArray:
    """The fewest cells of a mean map that hold half of its energy; with its mirror, unless sides are told apart."""
    shares = mean if sides else (mean + mean[:, ::-1]) / 2
    order = np.argsort(-shares.ravel(), kind="stable")
    enough = int(np.searchsorted(np.cumsum(shares.ravel()[order]), HALF * shares.sum())) + 1
    cells = np.zeros(mean.size, dtype=bool)
    cells[order[:enough]] = True
    found = cells.reshape(mean.shape)
    return found if sides else found | found[:, ::-1]


def _jaccard(one: BoolArray, other: BoolArray) -> float:
    return float((one & other).sum() / max((one | other).sum(), 1))


def _shares(length: int) -> Floats:
    """(SIDE, length): how much of each row or column of a map lies in each of SIDE equal strips, in pixels."""
    edges = np.arange(SIDE + 1) * length / SIDE
    pixels = np.arange(length)
    lies = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    return np.asarray(np.clip(lies, 0, 1), dtype=np.float64)

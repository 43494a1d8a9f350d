"""Which explanations stand side by side: the nearest to begin with, and the same ones of the next image. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from db.rows import Beside

FEWEST, MOST = 2, 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a view is to show of any image: the explanation of a run, or made by hand with a model and a method.

    follows: its class is that of the explanation at hand, whatever it is there; else ``label`` on every image
    """

    run_id: int
    ad_hoc: bool
    fingerprint: str
    method: str
    steps: int | None
    pack: str
    label: str
    follows: bool

    @classmethod
    def of(cls, one: Beside, own: Beside | None) -> Wanted:
        """As it was chosen on an image of which ``own`` is the explanation at hand."""
        follows = own is not None and one.label == own.label
        return cls(one.run_id, one.ad_hoc, one.fingerprint, one.method, one.steps, one.pack, one.label, follows)

    def label_for(self, own: Beside | None) -> str:
        """The class that is meant on an image."""
        return own.label if self.follows and own is not None else self.label


def fill(wanted: Sequence[Wanted | None], there: Sequence[Beside], own: Beside | None) -> list[Beside | None]:
    """For each view what there is of it, None where there is nothing; none stands in two views unless both ask for it.

    First the same run and class, then an audit's own explanation of whatever class, then the same model, method and
    class in another run.
    """
    found: list[Beside | None] = [None] * len(wanted)
    free = list(there)

    def take(fits: Callable[[Wanted, Beside], bool]) -> None:
        for n, one in enumerate(wanted):
            if one is None or found[n] is not None:
                continue
            hit = next((each for each in free if fits(one, each)), None)
            if hit is not None:
                found[n] = hit
                free.remove(hit)

    take(lambda one, each: each.run_id == one.run_id and each.label == one.label_for(own))
    take(lambda one, each: each.run_id == one.run_id and not one.ad_hoc)
    take(lambda one, each: _how(each) == _how(one) and each.label == one.label_for(own))
    for n, one in enumerate(wanted):
        if one is not None and found[n] is None:
            # Two views that ask for the very same.
            found[n] = next((other for m, other in enumerate(found) if other and wanted[m] == one), None)
    return found


def _how(one: Wanted | Beside) -> tuple[str, str, int | None, str]:
    return one.fingerprint, one.method, one.steps, one.pack


def nearest(own: Beside | None, there: Sequence[Beside], shown: Sequence[int]) -> Beside | None:
    """What is most like the one at hand and not shown yet: by model, class and method; audits first, then the newest.

    shown: ids of what stands in other views
    """
    left = [one for one in there if one.explanation_id not in shown]
    if not left:
        return None

    def alike(one: Beside) -> tuple[int, bool, int]:
        if own is None:
            return 0, not one.ad_hoc, one.explanation_id
        same = (
            one.fingerprint == own.fingerprint,
            one.label == own.label,
            (one.method, one.steps, one.pack) == (own.method, own.steps, own.pack),
        )
        return sum(same), not one.ad_hoc, one.explanation_id

    return max(left, key=alike)

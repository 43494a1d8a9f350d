"""Which explanations stand side by side: the nearest one first, and the same ones on the next image. No window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from db.rows import Beside
from gui.arrangement import Wanted, fill, nearest
from gui.on_their_way import Asked, OnTheirWay

BEGUN = datetime(2026, 11, 23, tzinfo=UTC)


def one(number: int, run: int, label: str = "cat", **other: object) -> Beside:
    made = Beside(number, run, "learned", 10, 0, label, "net 1", "aa", False, BEGUN)
    return replace(made, **other)  # type: ignore[arg-type]


OWN = one(1, 1)
GRADIENT = one(2, 2, method="gradient", steps=None)
NEWER = one(3, 3, fingerprint="bb", model="net 2")
OTHER_CLASS = one(4, 4, "dog", ad_hoc=True)
FAR = one(5, 5, "dog", method="gradient", steps=None, fingerprint="bb")
ALL = [OWN, GRADIENT, NEWER, OTHER_CLASS, FAR]


def test_the_nearest_shares_most_with_the_one_at_hand() -> None:
    order, shown = [], [OWN.explanation_id]
    while (found := nearest(OWN, ALL, shown)) is not None:
        order.append(found)
        shown.append(found.explanation_id)
    # Two of model, class and method in common: audits first, the newer first; by hand after these; none in common last.
    assert order == [NEWER, GRADIENT, OTHER_CLASS, FAR]
    assert nearest(None, [OTHER_CLASS, OWN, GRADIENT], []) == GRADIENT
    assert nearest(OWN, [OWN], [OWN.explanation_id]) is None


def test_the_next_image_stands_as_the_one_before() -> None:
    wanted = [Wanted.of(each, OWN) for each in ALL]
    assert fill(wanted, ALL, OWN) == ALL
    # Its own class is another: audits show what they have, what was asked for by hand goes by its class.
    own = one(11, 1, "dog")
    gradient, by_hand = replace(GRADIENT, explanation_id=12, label="dog"), one(14, 4, "cat", ad_hoc=True)
    assert fill(wanted, [gradient, own, by_hand], own) == [own, gradient, None, None, None]
    # What was another class there stays that class: here it is the one at hand.
    same = one(15, 4, "dog", ad_hoc=True)
    assert fill([Wanted.of(OTHER_CLASS, OWN)], [own, same], own) == [same]


def test_by_hand_the_class_follows_the_one_at_hand_if_it_did_before() -> None:
    by_hand = one(6, 6, "cat", method="grad-cam", steps=None, ad_hoc=True)
    wanted = Wanted.of(by_hand, OWN)
    assert (wanted.follows, wanted.label_for(one(11, 1, "dog"))) == (True, "dog")
    own = one(11, 1, "dog")
    cat, dog = (replace(by_hand, explanation_id=n, label=label) for n, label in ((16, "cat"), (17, "dog")))
    assert fill([wanted], [own, cat, dog], own) == [dog]
    assert fill([wanted], [own, cat], own) == [None]


def test_the_same_method_in_another_run_will_do_and_nothing_stands_twice_but_by_wish() -> None:
    again = one(21, 9, ad_hoc=True)
    assert fill([Wanted.of(OWN, OWN)], [again], again) == [again]
    assert fill([Wanted.of(OWN, OWN), Wanted.of(again, OWN)], [again], again) == [None, again]
    twice = [Wanted.of(OWN, OWN)] * 2
    assert fill(twice, [OWN], OWN) == [OWN, OWN]
    assert fill([None, Wanted.of(OWN, OWN)], [OWN], OWN) == [None, OWN]


def test_what_is_on_its_way_keeps_its_view_when_another_goes() -> None:
    way = OnTheirWay()
    for ticket, view in ((1, 0), (2, 1), (3, 2)):
        way.add(ticket, Asked(7, view, told=True))
    way.view_removed(1)
    assert [way.take(ticket).view for ticket in (1, 2, 3)] == [0, None, 1]  # type: ignore[union-attr]
    assert way.take(1) is None
    way.add(4, Asked(7, 1, told=False))
    assert way.awaited(7, 1)
    assert not way.awaited(8, 1)
    way.clear()
    assert not way.awaited(7, 1)

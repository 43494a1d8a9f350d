"""Explanations of the same method and class, from two runs, can be told apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from db.rows import Beside
from gui.again_panel import strip_titles

BEGUN = datetime(2026, 11, 23, 12, 41, tzinfo=UTC)


def made(
    explanation_id: int, run_id: int, method: str = "gradient", label: str = "cup", *, by_hand: bool = False, pack=""
):
    begun = BEGUN + timedelta(days=run_id)
    return Beside(explanation_id, run_id, method, None, 0, label, "finder 1", "f", by_hand, begun, pack)


def test_where_two_would_read_alike_number_and_date_of_the_run_are_told():
    day = {n: f"{(BEGUN + timedelta(days=n)).astimezone():%d %b %H:%M}" for n in (1, 2, 3)}
    assert strip_titles([made(1, 1), made(2, 2), made(3, 3, label="key")]) == [
        f"gradient · cup · run 1, {day[1]}",
        f"gradient · cup · run 2, {day[2]}",
        "gradient · key",
    ]
    assert strip_titles([made(1, 1), made(2, 3, by_hand=True)])[1] == f"gradient · cup · by hand, {day[3]}"
    assert strip_titles([made(1, 1), made(2, 2, "guided")]) == ["gradient · cup", "guided · cup"]


def test_one_that_began_from_a_rule_pack_is_told_from_one_that_did_not():
    titles = strip_titles([made(1, 1, "learned"), made(2, 2, "learned", pack="ab" * 32)])
    assert titles == ["learned · cup", "learned, pack · cup"]

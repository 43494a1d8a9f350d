from cli.accuracy import tally


def test_counts_right_answers_and_sorts_the_worst_class_first() -> None:
    pairs = [(0, 0), (0, 0), (0, 1), (1, 2), (1, 2), (1, 0), (2, 2)]
    found = tally(pairs, ["ant", "bee", "cow", "dog"])
    assert (found.images, found.right) == (7, 3)
    assert [(one.label, one.right, one.images, one.mistaken_for) for one in found.classes] == [
        ("bee", 0, 3, (("cow", 2), ("ant", 1))),
        ("ant", 2, 3, (("bee", 1),)),
        ("cow", 1, 1, ()),
    ]


def test_nothing_to_count_is_no_fault() -> None:
    found = tally([], ["ant"])
    assert (found.images, found.right, found.classes) == (0, 0, ())

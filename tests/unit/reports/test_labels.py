from reports.labels import match_labels


def test_own_spelling_goes_before_similar_ones() -> None:
    assert match_labels(["Cat", "cat"], ["cat", "Cat"]) == {"Cat": 1, "cat": 0}


def test_case_spaces_and_hyphens_are_forgiven_where_it_is_clear() -> None:
    labels = ["great white shark", "tiger-shark", "Hen", "hen"]
    found = match_labels(["Great_White_Shark", "tiger shark", "HEN", "whale"], labels)
    assert found == {"Great_White_Shark": 0, "tiger shark": 1, "HEN": None, "whale": None}


def test_numbers_are_indices_unless_labels_are_numbers() -> None:
    assert match_labels(["1", "2"], ["cat", "dog"]) == {"1": 1, "2": None}
    assert match_labels(["1", "0"], ["1", "7"]) == {"1": 0, "0": None}

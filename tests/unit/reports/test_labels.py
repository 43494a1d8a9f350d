from reports.labels import match_labels, strangers


def test_own_spelling_goes_before_similar_ones() -> None:
    assert match_labels(["Cat", "cat"], ["cat", "Cat"]) == {"Cat": 1, "cat": 0}


def test_case_spaces_and_hyphens_are_forgiven_where_it_is_clear() -> None:
    labels = ["great white shark", "tiger-shark", "Hen", "hen"]
    found = match_labels(["Great_White_Shark", "tiger shark", "HEN", "whale"], labels)
    assert found == {"Great_White_Shark": 0, "tiger shark": 1, "HEN": None, "whale": None}


def test_numbers_are_indices_unless_labels_are_numbers() -> None:
    assert match_labels(["1", "2"], ["cat", "dog"]) == {"1": 1, "2": None}
    assert match_labels(["1", "0"], ["1", "7"]) == {"1": 0, "0": None}


def test_classes_that_the_model_lacks_are_named_with_near_ones() -> None:
    labels = ["great white shark", "hen", "ox"]
    assert strangers(["hen", "OX"], labels) == ""
    assert strangers([], labels) == ""
    some = strangers(["hen", "great wite shark", "whale"], labels)
    assert some.startswith("The model has no class called great wite shark (did you mean great white shark?), whale.")
    none = strangers(["a1", "b1", "c1", "d1", "e1", "f1"], labels)
    assert "none of the data set's classes: a1, b1, c1, d1, e1 and 1 more." in none
    assert "Its own are great white shark, hen, ox." in none

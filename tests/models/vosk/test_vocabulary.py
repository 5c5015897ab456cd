"""What the test model has to hear."""

from models.vosk.vocabulary import vocabulary


def test_it_is_all_that_can_be_said() -> None:
    """Answers of a script, numbers in carriers, words that work everywhere, hesitations, risk, personas, decoys."""
    today = vocabulary()
    for phrase in ("my feet on the floor", "about a seven", "say that again", "um", "let's get this over with"):
        assert any(phrase in known for known in today.phrases)
    assert {"overdosed", "suicide", "tree", "tomorrow", "roughly"} <= set(today.words)


def test_phrases_are_plain_words() -> None:
    """No gap of a carrier and no sign is left in them."""
    assert all(word.replace("'", "").isalpha() for word in vocabulary().words)

"""What only a medical device may claim is no line's to say."""

import pytest

from coach.content.claims import MedicalClaims
from coach.content.pack import Pack

CLAIMS = MedicalClaims(words=["treat~", "cure", "medical device"], allowed=["I am not a treatment."])


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("This treats a craving.", ["treats"]),
        ("Breathe. It is a cure! A Treatment, too.", ["cure", "treatment"]),
        ("It is a medical\ndevice.", ["medical device"]),
        ("I am not a treatment.", []),
        ("I am not a treatment. I treat you.", ["treat"]),
        ("I am not a treatment but I treat you.", ["treatment"]),
        ("Is the door secure? Retreat, or find the entreaty.", []),
        ("", []),
    ],
)
def test_a_word_makes_a_claim_and_only_a_whole_sentence_is_excused(text: str, claimed: list[str]) -> None:
    """Every form of a word, in any case; what was allowed excuses nothing beside it."""
    assert list(CLAIMS.claims_in(text)) == claimed


def test_a_pack_without_a_list_claims_nothing() -> None:
    """Its language has none yet."""
    assert list(MedicalClaims().claims_in("This treats a craving.")) == []


@pytest.mark.parametrize(
    "said",
    ["This treats your addiction.", "It is proven.", "A kind of therapy.", "It prevents relapse.", "I monitor you."],
)
def test_the_english_pack_refuses_what_it_must_not_claim(english: Pack, said: str) -> None:
    """The words of the law, and those of advertisements."""
    assert list(english.header.style.medical_claims.claims_in(said))


@pytest.mark.parametrize(
    "said", ["Esto cura.", "Está demostrado.", "Es una terapia.", "Previene recaídas.", "Te diagnostico."]
)
def test_the_spanish_pack_refuses_what_it_must_not_claim(spanish: Pack, said: str) -> None:
    """But to try to breathe (tratar de) is no treatment."""
    claims = spanish.header.style.medical_claims
    assert list(claims.claims_in(said))
    assert list(claims.claims_in("Trata de respirar. No soy un tratamiento.")) == []

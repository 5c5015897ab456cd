"""What may be said at any moment: the file that says how it is met."""

import shutil
from pathlib import Path

import pytest

from coach.content.loader import load_pack
from coach.errors import AuthorError
from tests.content.test_faults import PACKS

RIGHT = "hours:\n  says: [when are you open]\n  say: {hours: At all hours.}\n"


def faults(folder: Path, intents: str) -> list[str]:
    """What is wrong with them in the good pack, by its code."""
    pack = folder / "pack"
    shutil.copytree(PACKS / "good", pack)
    (pack / "intents.yaml").write_text(intents)
    try:
        load_pack(pack)
    except AuthorError as told:
        return [fault.code for fault in told.faults]
    return []


@pytest.mark.parametrize(
    ("intents", "codes"),
    [
        (RIGHT, []),
        (RIGHT.replace("[when are you open]", "[When]"), ["C053"]),
        (RIGHT.replace("[when are you open]", "[a <class> of its own]"), ["C053"]),
        (RIGHT.replace("At all hours.", "When do you want to come?"), ["C043"]),
        (RIGHT + "  start: nowhere\n", ["C011"]),
        (RIGHT + RIGHT.replace("hours:\n", "times:\n", 1), ["C040"]),
    ],
)
def test_each_is_checked_like_the_rest_of_a_pack(tmp_path: Path, intents: str, codes: list[str]) -> None:
    """Its patterns can be read, its lines ask nothing and are told apart, and its exercise is there."""
    assert faults(tmp_path, intents) == codes

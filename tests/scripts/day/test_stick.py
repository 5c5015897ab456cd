"""A stick with an update on it."""

from pathlib import Path

import pytest
import yaml

from coach.editions import installing, minisign, update
from coach.editions.edition import Editions
from coach.errors import DeviceError
from scripts.day import stick
from scripts.day.process import PLACE
from tests.editions.maker import require_minisign

ACCEPTED = ["pack", "words", "repair", "risk", "intents", "reading", "session", "exercises", "safety"]
SAID = {"place": PLACE, "kiosk": "corridor", "settings": {"pack": "en", "country": "us"}, "drafts": ACCEPTED}


def test_an_update_of_the_day_is_taken_and_a_spoiled_one_is_not(tmp_path: Path) -> None:
    """The greeting is another one; and stays so when the second one is refused for its signature."""
    require_minisign()
    (tmp_path / "site.yaml").write_text(yaml.safe_dump(SAID))
    secret, editions = stick.key_pair(tmp_path, "harbor"), Editions(tmp_path / "site.yaml")
    installing.trust(editions, [minisign.key_of(secret.with_suffix(".pub"))])
    good, spoiled = (stick.write(tmp_path, secret, version, version == 2) for version in (1, 2))
    standing = installing.install(update.found(good), editions, lambda _: True, {})
    with pytest.raises(DeviceError, match="is not as it was signed"):
        installing.install(update.found(spoiled), editions, lambda _: True, {})
    spoken = (editions.site.resolve().parent / "packs" / "en" / stick.GREETING).read_text()
    assert standing.update == 1 and stick.WORDS[1] in spoken and stick.BEFORE not in spoken

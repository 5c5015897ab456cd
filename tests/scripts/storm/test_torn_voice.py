"""A voice whose files come out empty or broken."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from coach import settings
from coach.effects import Line
from coach.errors import CoachError
from scripts.storm.torn_voice import NOTHING, RUBBISH, open_torn_voice


@pytest.mark.engines
@pytest.mark.parametrize("torn", [NOTHING, RUBBISH])
def test_an_empty_or_a_broken_file_is_an_error_and_the_next_line_is_spoken(torn: str, tmp_path: Path) -> None:
    """By the real espeak-ng, in its process; nothing that is no sound is played."""
    mark = tmp_path / "mark"
    with closing(open_torn_voice(settings.load(), mark, tmp_path / "prompts")) as voice:
        mark.write_text(torn)
        with pytest.raises(CoachError, match="espeak"):
            voice.render(Line("a.b", "one"), 1.0)
        mark.unlink()
        assert np.any(voice.render(Line("a.c", "one"), 1.0))

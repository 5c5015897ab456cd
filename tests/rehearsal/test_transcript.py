"""A rehearsal to read."""

from dataclasses import replace

from coach.content.pack import Pack
from coach.rehearsal.transcript import clock, transcript
from tests.rehearsal.story import story

GOLDEN = """\
# Rehearsal: me

Somebody made up.

ear fake ear · coach fake voice · person other voice · pink noise, 20 dB below the person · \
the coach leaks back at -30 dB · seed 1.

1 of 3 replies understood, 1 asked back, 1 misunderstood, 1 cut off, through slow breathing, 0.8 simulated minutes.

## Two numbers

| time | who | |
|---:|---|---|
| 0:00.0 | coach | How strong is it? |
| 0:05.0 | **person** | “um ... a six” (means 6) |
| 0:07.0 | ear | “six”, openly “a sex”: confirm → **asked back** |
| 0:07.0 | coach | Did you say six, or three? |
| 0:10.0 | **person** | “six” (means 6) |
| 0:11.0 | ear | “six”, openly “Six”: accept → understood |
| 0:11.0 | coach | Thank you. How able are you? |
| 0:17.0 | **person** | “five” |
| 0:19.0 | ear | “nine”, openly “Fine / nine”: accept → **misunderstood** **(cut off while still talking)** |

## Slow breathing

| time | who | |
|---:|---|---|
| 0:19.0 | coach | Breathe with the sound. |
| 0:31.0 | ear | nobody spoke → silent |

## Close

| time | who | |
|---:|---|---|
| 0:31.0 | coach | Take care. |
"""


def test_the_transcript_reads_like_a_dialogue(english: Pack) -> None:
    """Who said what and when, what the ear made of it, and whether that was right; mistakes stand out."""
    assert transcript(story(english)) == GOLDEN


def test_a_session_without_end_says_so(english: Pack) -> None:
    """In front, in bold."""
    assert "**The session did not come to its end.**" in transcript(story(english, ended=False))


def test_two_runs_of_the_same_rehearsal_read_the_same(english: Pack) -> None:
    """However long the machine took."""
    outcome = story(english)
    assert transcript(replace(outcome, real_seconds=99.0)) == transcript(outcome)


def test_times_are_minutes_and_seconds() -> None:
    """Rounded to tenths, never to sixty seconds."""
    assert [clock(seconds) for seconds in (0, 59.96, 187.42)] == ["0:00.0", "1:00.0", "3:07.4"]

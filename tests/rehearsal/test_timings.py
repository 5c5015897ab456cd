"""When what happened, for programs."""

import json

from coach.content.pack import Pack
from coach.rehearsal.timings import timings
from tests.rehearsal.story import story


def test_each_turn_has_its_times(english: Pack) -> None:
    """End of speech, endpoint, text, decision, first sound; seconds of the room, but for the engine's own."""
    told = timings(story(english))
    assert told["turns"][1] == {
        "about": "check_in.craving",
        "listening_seconds": 9.0,
        "said": "six",
        "meant": 6,
        "start_of_speech_seconds": 10.0,
        "end_of_speech_seconds": 10.4,
        "heard_end_of_speech_seconds": 0.0,
        "endpoint_seconds": 11.0,
        "text": "six",
        "open_text": "Six",
        "decision": "accept",
        "score": 0.0,
        "verdict": "understood",
        "cut_off": False,
        "first_sound_seconds": 11.0,
        "response_seconds": 0.6,
        "deciding_real_seconds": 0.05,
    }


def test_a_silence_has_an_endpoint_and_no_text(english: Pack) -> None:
    """Nothing is made up."""
    silence = timings(story(english))["turns"][3]
    assert silence["endpoint_seconds"] == 31.0
    assert {silence[key] for key in ("said", "text", "decision", "end_of_speech_seconds", "response_seconds")} == {None}


def test_it_is_json(english: Pack) -> None:
    """Verdicts and all."""
    assert json.loads(json.dumps(timings(story(english))))["persona"] == "me"

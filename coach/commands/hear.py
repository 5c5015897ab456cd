"""`coach hear`: what the ear makes of recordings. The same way as a live reply, frame by frame, only faster."""

import argparse
import csv
import io
import json
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm

from coach import bootstrap, document, settings
from coach.content.loader import pack_folder
from coach.content.risk import Risk
from coach.content.words import Words
from coach.effects import Expectation, OtherWords
from coach.errors import CallerError, EngineError
from coach.events import Decision, FellSilent, Heard
from coach.listening.recording import hear_sound
from coach.safety.finding import NOTHING
from coach.safety.listener import SafetyListener
from coach.sound.wav import read_sound
from coach.terminal.streams import text_of

HELP = """\
Hear recordings of one reply each, and say what was understood.

  coach hear reply.wav --expect "yes|no|stop"
  coach hear *.flac --expect "0-10|i don't know" --json
  coach hear --manifest replies.csv

--expect lists the phrases that would answer; 0-10 stands for these numbers in all the ways in which the pack lets
people say them. Without it everything is an answer, and only the open text tells.

A manifest has the columns `path` (from its own folder) and `expect`; others are passed over. It is answered with one
JSON object a row, in order, as --json does: phrase, accepted, decision (accept, confirm, reject, no_input), reason,
score, second, number, open_text, seconds (to decide, after the end of speech was known; 0 if the answer was there),
engine_seconds (how long the engine worked on it), ear, sound, risk (what the safety listener makes of it: risk, ask,
none), risk_path.
`sound` is what is wrong with the recording, or null: dead (nothing but zeros), clipped (too loud), hum (of the mains),
offset (not around zero), narrow (a telephone's: nothing above 4 kHz). Where it is not null, do not blame the ear.
A row that cannot be heard says `error` instead, and the exit code is 1."""

LEAST_FOR_A_BAR = 10
NUMBERS = re.compile(r"(\d+)(?:-(\d+))?")


@dataclass(frozen=True)
class Recording:
    """A sound file, and what it would answer with: phrases between bars."""

    path: Path
    given_path: str
    expect: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("files", nargs="*", type=Path, metavar="WAV", help="wav or flac, 8 kHz or more")
    parser.add_argument("--expect", metavar="PHRASES", help='phrases between bars: "yes|no|stop", "0-10"')
    parser.add_argument("--manifest", type=Path, metavar="CSV", help="a list of recordings")
    parser.add_argument("--ear", choices=("auto", "vosk", "moonshine"), help="instead of the settings' choice")
    parser.add_argument("--json", action="store_true", help="for programs: one object a line")


def run(arguments: argparse.Namespace) -> int:
    """Hear them all. Returns the exit code."""
    recordings = list(_recordings(arguments))
    chosen = settings.load()
    if arguments.ear:
        chosen = chosen.model_copy(update={"ear": arguments.ear})
    folder = pack_folder(chosen.pack)
    words = document.read(folder / "words.yaml", Words).content
    risk = document.read(folder / "risk.yaml", Risk).content
    safety = SafetyListener(risk, folder)
    write = partial(json.dumps, ensure_ascii=False) if arguments.json or arguments.manifest else _sentence
    exit_code = 0
    with closing(bootstrap.open_ear(chosen)) as ear:
        for recording in tqdm(recordings, unit=" files", disable=None if len(recordings) > LEAST_FOR_A_BAR else True):
            try:
                expectation = replace(expectation_from(recording.expect, words), risks=risk.sounds())
                answer = hear_sound(ear, read_sound(recording.path), expectation)
            except (CallerError, EngineError) as unheard:
                if not arguments.manifest:
                    raise
                exit_code = 1
                row: dict[str, Any] = {"path": recording.given_path, "error": str(unheard)}
            else:
                row = {"path": recording.given_path, **describe(answer, ear.name), **danger(answer, safety)}
            tqdm.write(write(row), file=sys.stdout)
            sys.stdout.flush()
    return exit_code


def expectation_from(expect: str, words: Words) -> Expectation:
    """What a list of phrases between bars expects. Raises CallerError for numbers that nobody says."""
    numbers = words.number_phrases()
    meanings = {
        phrase: name for names in (words.everywhere, words.shared) for name, said in names.items() for phrase in said
    }
    phrases: dict[str, None] = {}
    for item in expect.lower().replace("\u2019", "'").split("|"):
        phrase = " ".join(item.split())
        if spoken := NUMBERS.fullmatch(phrase):
            first, last = int(spoken[1]), int(spoken[2] or spoken[1])
            if not 0 <= first <= last <= max(words.numbers):
                raise CallerError(f"--expect {phrase}: no such numbers.", f"Give some from 0 to {max(words.numbers)}.")
            phrases |= {said: None for said, number in numbers.items() if first <= number <= last}
        elif phrase:
            phrases[phrase] = None
    wanted = {phrase: numbers[phrase] for phrase in phrases if phrase in numbers}
    return Expectation(
        tuple(phrases),
        wanted,
        open_words=not phrases,
        meanings={phrase: meanings[phrase] for phrase in phrases if phrase in meanings},
        hesitations=tuple(words.hesitations) if phrases else (),
        number_words=words.number_words(set(wanted.values())) if wanted else None,
        others=words.other_words() if phrases else OtherWords(),
    )


def describe(answer: Heard | FellSilent, ear: str) -> Mapping[str, Any]:
    """An answer for programs. `score` is null where there is no phrase that it could be of."""
    if isinstance(answer, FellSilent):
        answer = Heard(answer.listen_id, Decision.REJECT, None, fault=answer.fault)
        decision = "no_input"
    else:
        decision = answer.decision.value
    return {
        "phrase": answer.phrase,
        "accepted": answer.decision is Decision.ACCEPT,
        "decision": decision,
        "reason": answer.reason,
        "score": round(answer.score, 3) if answer.phrase else None,
        "second": answer.second,
        "number": answer.number,
        "open_text": answer.open_text,
        "seconds": round(answer.deciding_seconds, 4),
        "engine_seconds": round(answer.engine_seconds, 4),
        "ear": ear,
        "sound": answer.fault,
    }


def danger(answer: Heard | FellSilent, safety: SafetyListener) -> Mapping[str, str | None]:
    """What the safety listener makes of an answer, for programs."""
    finding = safety.hear(answer) if isinstance(answer, Heard) else NOTHING
    return {"risk": finding.danger.value, "risk_path": finding.path}


def _recordings(arguments: argparse.Namespace) -> Iterator[Recording]:
    if bool(arguments.manifest) == bool(arguments.files):
        raise CallerError("Give sound files, or a manifest.", 'Try `coach hear reply.wav --expect "yes|no|stop"`.')
    if arguments.manifest and arguments.expect is not None:
        raise CallerError("A manifest says itself what to expect.", "Leave out --expect.")
    if arguments.manifest:
        yield from _read_manifest(arguments.manifest)
    for path in arguments.files:
        yield Recording(path, str(path), arguments.expect or "")


def _read_manifest(path: Path) -> Iterator[Recording]:
    fix = "Give a CSV file in UTF-8 with the columns path and expect."
    try:
        rows = csv.DictReader(io.StringIO(text_of(path), newline=""), strict=True)
        if not {"path", "expect"} <= set(rows.fieldnames or ()):
            raise CallerError(f"{path}: has no columns path and expect.", fix)
        for row in rows:
            yield Recording(path.parent / (row["path"] or ""), row["path"] or "", row["expect"] or "")
    except (OSError, UnicodeDecodeError, csv.Error) as unreadable:
        raise CallerError(f"{path}: cannot be read ({unreadable}).", fix) from None


def _sentence(row: Mapping[str, Any]) -> str:
    silent = row["decision"] == "no_input"
    heard = "nothing was said" if silent else f"{row['decision']} {row['phrase'] or 'what was said'}"
    number = f" = {row['number']}" if row["number"] is not None else ""
    openly = f' (openly: "{row["open_text"]}")' if row["open_text"] else ""
    fault = f"; the sound: {row['sound']}" if row["sound"] else ""
    return f"{row['path']}: {heard}{number}{openly}, {row['seconds']:.2f} s, {row['ear']}{fault}"

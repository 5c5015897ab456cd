"""Small scripts, written as an author writes them."""

from pathlib import Path
from typing import Any

import yaml

from coach.content.header import Header
from coach.content.pack import Pack
from coach.content.repair import Repair
from coach.content.risk import Risk
from coach.content.script import Script
from coach.content.words import Words

GOOD = Path(__file__).parent.parent / "packs" / "good"


STYLE = Header.model_validate(yaml.safe_load((GOOD / "pack.yaml").read_text())).style
"""Of the good pack: English."""


def script(steps: str, **head: Any) -> Script:
    """A script with these steps, in YAML."""
    whole = {"id": "tried", "title": "tried", "version": 1, "locale": "en-US", "status": "draft", "author": "nobody"}
    return Script.model_validate(whole | {"sources": ["a test"], "steps": yaml.safe_load(steps)} | head)


def good(name: str) -> Any:
    """The content of one file of the good pack, as plain data that a test may change."""
    return yaml.safe_load((GOOD / name).read_text())


def pack_of(**exercises: Script) -> Pack:
    """The good pack's words, with these exercises and nothing else."""
    header, words = Header.model_validate(good("pack.yaml")), Words.model_validate(good("words.yaml"))
    repair, risk = Repair.model_validate(good("repair.yaml")), Risk.model_validate(good("risk.yaml"))
    return Pack(GOOD, header, words, repair, risk, session={}, exercises=exercises, safety={})

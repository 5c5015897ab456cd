"""What a pack has on a screen beside the lines that are spoken: `screen` in its `pack.yaml`, key by key."""

from coach.document import Checked


class Breath(Checked):
    """What is shown for the parts of a breath. `hold`: held after breathing in, `rest`: after breathing out."""

    inhale: str
    hold: str
    exhale: str
    rest: str


class Lost(Checked):
    """What is shown when a device went away. `ear`, `voice`: the engine died, and did not come back."""

    microphone: str
    loudspeaker: str
    ear: str
    voice: str


class Light(Checked):
    """What the microphone's light says: it listens, it does not now, it does not work, there is none."""

    listening: str
    closed: str
    lost: str
    none: str


class Page(Checked):
    """What stands on the page of `coach run --screen` beside all that. Buttons say what a person could say."""

    title: str
    """Of the window."""
    microphone: Light
    answers: str
    """What the buttons of a question are, for whoever hears the page read out; and those that are always there:"""
    always: str
    touch: str
    """Asleep: what to touch ..."""
    wake: str
    """... or what to say, {phrase}."""
    wave: str
    """Above one's own ratings of the craving, at the end."""
    ended: str
    away: str
    """The program does not answer."""
    elsewhere: str
    """Another window shows the session."""
    aloud: str
    """On a button, where others can hear: what is not said aloud there is said so from here on."""
    wave_among_others: str
    """In place of `wave`, where others can see it: says nothing of what the numbers are."""
    written: dict[str, str] = {}
    """Words of phrases that are written otherwise on a button: "i" as "I"."""


class Screen(Checked):
    """What stands on the screen beside the lines that are spoken."""

    listening: str
    breaths: str
    """How many breaths follow, {count} ..."""
    seconds: Breath
    """... and how long each part of one takes, {seconds}, as far as there is one."""
    cues: Breath
    """What to do now."""
    lost: Lost
    back: str
    """That the microphone was lost, and works again."""
    asleep: str
    """On a shelf: what wakes it, {phrase}."""
    page: Page | None = None
    """A pack without it has no page."""

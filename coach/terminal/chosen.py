"""What was chosen for a session, in one line for whoever started it."""

from coach.runtime import Parts
from coach.settings import Settings
from coach.terminal.typed import TypedEar
from coach.whereabouts import where


def chosen(parts: Parts, settings: Settings) -> str:
    """Engines, devices, and whose numbers are named. Raises CallerError."""
    contacts = settings.contacts()
    numbers = [number for number in (contacts.emergency_number, contacts.crisis_number) if number]
    calls = f"help at {' and '.join(numbers) or 'no known number'} ({where(settings)})"
    if isinstance(parts.ear, TypedEar):
        return f"Typed session, {calls}."
    devices = f"microphone {parts.microphone.name}, loudspeaker {parts.loudspeaker.name}"
    goes = f" What is said goes to {settings.ear_server} too, not encrypted." if settings.ear_server else ""
    return f"Ear {parts.ear.name}, voice {parts.voice.name}, {devices}, {calls}.{goes}"

"""Microphone, loudspeaker, sound files, and the simulated room."""

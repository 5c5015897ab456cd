"""The voice Kokoro."""

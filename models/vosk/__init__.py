"""How the small Vosk model of the tests is made."""

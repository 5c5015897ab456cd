"""How our own models are made, a package each; `speech` is what they share with the measurements."""

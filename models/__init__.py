"""How our own models are made, a package each; `speech` is what two of them and the measurements share."""

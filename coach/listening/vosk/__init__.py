"""Vosk: a closed grammar made from what is expected, beside an open decode of the same sound."""

MODEL = "vosk-model-small-en-us-0.15"
"""Its name in `models/catalogue.yaml`."""
FILES = ("am/final.mdl", "conf/model.conf", "graph/HCLr.fst", "graph/Gr.fst")
"""Without the two graphs a grammar is ignored, with nothing but a warning."""

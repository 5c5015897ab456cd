"""Vosk: a closed grammar made from what is expected, beside an open decode of the same sound."""

FILES = ("am/final.mdl", "conf/model.conf", "graph/HCLr.fst", "graph/Gr.fst")
"""Without the two graphs a grammar is ignored, with nothing but a warning."""

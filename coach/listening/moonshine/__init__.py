"""Moonshine tiny English, scored against what is expected."""

MODEL = "moonshine-tiny-en"
"""Its name in `models/catalogue.yaml`."""
ENCODER_FILE = "encoder_model.ort"
DECODER_FILE = "decoder_model_merged.ort"
TOKENIZER_FILE = "tokenizer.bin"
FILES = (ENCODER_FILE, DECODER_FILE, TOKENIZER_FILE)

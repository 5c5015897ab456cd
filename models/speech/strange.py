"""Words that answer nothing, most of them near to one that does; no model learns them, so that they can measure it."""

NEAR_WORDS = """
heaven hive line tent sticks sex wren fleet train plate fort score gum tool zealot hero chess gnome slope kelp
treat packet slipper monday coffee window mother table garden
"""
STRANGE_WORDS = tuple(NEAR_WORDS.split())
"""None was a decoy of the ear's on 2026-11-22; do not make one of them a decoy, or choose new ones here."""

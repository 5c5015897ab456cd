"""Packs: YAML in, a checked model out."""

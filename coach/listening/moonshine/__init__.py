"""Moonshine tiny English, scored against what is expected."""

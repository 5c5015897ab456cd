"""Everything breaks while a made-up person talks with the coach: `scripts/fault-storm`."""

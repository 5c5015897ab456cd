"""The pure core: from events to effects. No input or output, no clock, no thread."""

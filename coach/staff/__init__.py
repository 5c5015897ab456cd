"""Calling a person, and hearing what became of it: by a command, or over the site's own network (MQTT)."""

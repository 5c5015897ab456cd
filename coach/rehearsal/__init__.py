"""A whole session with a simulated person, through the real ear and the real voice."""

"""The terminal: keys, captions, the typed session, the feed for programs that show a session."""

"""A day at a centre, with real parts: `scripts/rehearse-kiosk`."""

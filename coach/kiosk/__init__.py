"""The appliance's front: keys, captions, the typed session, calling staff."""

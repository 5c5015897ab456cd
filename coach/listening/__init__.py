"""Sound in, Heard out: voice activity, endpointing, the ears."""

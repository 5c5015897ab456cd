"""Words in, sound out: the voices, the cache of rendered prompts, the breathing pacer."""

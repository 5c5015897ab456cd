"""How a pack is spoken into its sounds, once for everybody."""

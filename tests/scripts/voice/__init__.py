"""Speaking a pack into its sounds."""

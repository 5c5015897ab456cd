"""A voice that people want to listen to: Kokoro, a network of 82 million numbers that speaks English and Spanish."""

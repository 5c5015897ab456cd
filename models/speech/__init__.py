"""The speech that models learn from and are measured on: recordings, synthetic voices, a kitchen's noise."""

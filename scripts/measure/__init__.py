"""What is measured: how well the coach hears, wakes, gives way and understands danger, and what a session costs."""

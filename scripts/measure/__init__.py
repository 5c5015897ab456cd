"""How well the coach hears, wakes, gives way and understands danger, measured."""

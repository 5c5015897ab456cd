"""Where the safety listener stood before it had a room of its own, for programs that were written then.

Nothing in the house imports this; the conversation itself is handed a listener, and reads no disk.
"""

from coach.safety.listener import SafetyListener

__all__ = ["SafetyListener"]

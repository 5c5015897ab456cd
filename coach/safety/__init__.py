"""The safety listener: hears every reply before anything else does. Rules, and a network where the pack has one."""

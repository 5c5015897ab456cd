"""How a pack's risk network is made: what it understands as danger though no rule was written for it."""

"""The appliance: a coach on a shelf, with its keys and its screen, and what one place says of it."""

"""The appliance: a coach on a shelf, calling staff, the checkup of a machine."""

"""One file a kind of turn: what the open microphone is for, and what follows from what happens then."""

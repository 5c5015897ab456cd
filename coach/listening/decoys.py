"""Short words that answer nothing, and that an ear takes for one that does: "tree" for three, "go" for no.

An ear that has to choose among the expected phrases finds the nearest of them in any word. With these beside them it
may find that it was another word. English ones. First those that were taken for an answer most often when people said
single words (the half of the speakers that was tuned on), then words near to the packs' own. Words that sound the same
as an answer (know, for, won, of) or that were heard in its place (hey for eight, light for right) are left out.
"""

WORDS = """
ah oh on go up off down done now girl gone god left then than that do bye come great the true there
laugh life sure learn them turn good but at it an and fun son run here not
dog work bird bed bag cat cut house new never very wow tree free she her forward far door more low show
hello bus out top shop what want name day hate sick first ship keep health
held letter worth you who yellow yet guess less follow happy
"""
DECOYS = tuple(WORDS.split())

"""Documents to facts: one room per kind of fact, each independent of the others.

Only `passages` (the running text as sentences) and the parties' mentions serve several rooms.
"""

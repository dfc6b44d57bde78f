"""Files that nobody would send on purpose: good small ones spoilt by chance, and bombs and liars made by hand.

:func:`mutants.make.mutant` gives the same file for the same seed and number; ``python -m mutants`` in this
folder's parent reads as many as one likes, each in a process of its own, and lists what went wrong.
"""

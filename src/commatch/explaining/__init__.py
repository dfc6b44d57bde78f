"""Answers about a plan that was written: why a need is served or not, why not me, what a pair would cost."""

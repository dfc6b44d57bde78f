"""From raw lists to proposals: what each need asks, what each resource offers, which needs are alike.

Nothing here decides: every proposal carries its reason and its confidence, and waits for the worker's word.
"""

"""What the search looks through: each record and each piece of prose, once, with its kind.

Python decides what can be found and by which other words; how Norwegian words are compared and
hits are ranked stands in overrides/assets/search/, because only the browser knows the question.
"""

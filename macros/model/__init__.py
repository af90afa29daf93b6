"""The records of a plan. Frozen, without input or output; imports nothing else of the house."""

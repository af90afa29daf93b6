"""The history of deadlines: the first date, every move, when it was made, and the reason given."""

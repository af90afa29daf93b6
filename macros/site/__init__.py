"""The door: the only rooms that know MkDocs, mike, git and the command line."""

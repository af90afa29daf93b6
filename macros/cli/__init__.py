"""The `plan` command, one file a subcommand."""

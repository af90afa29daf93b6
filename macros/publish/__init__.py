"""From a checked tree to a whole site, or to nothing."""

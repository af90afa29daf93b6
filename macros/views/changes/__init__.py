"""Changes told to readers: the same sentences for every format, in plain Norwegian."""

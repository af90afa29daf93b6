"""From bytes on disk to plain values that know their line and column."""

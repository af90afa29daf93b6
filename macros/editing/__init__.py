"""Help for those who write: what fields are for, skeletons of records, changes that are whole."""

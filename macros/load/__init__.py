"""Every file of a tree as a frozen library, or its problems."""

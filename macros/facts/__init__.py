"""What follows from a library: entries, who does what, addresses, citations."""

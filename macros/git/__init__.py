"""The only room that runs git on a tree."""

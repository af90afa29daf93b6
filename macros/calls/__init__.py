"""Macro calls: the catalogue, the filters, the answers."""

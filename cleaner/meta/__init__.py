"""Readers of metadata, one a field, for pages and texts alike."""

"""Scores on real pages, where they are at hand, and the floors under them."""

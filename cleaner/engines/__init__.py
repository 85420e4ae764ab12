"""Other people's engines as ways to run the same pipeline; ``arrow`` is the one interface, the others stand on it."""

"""Rules taken over from other projects' files, each with an example that proves it."""

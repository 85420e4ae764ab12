"""What stands beside the way of the data; the core runs without it and imports nothing of it."""

"""Many documents: the runner that takes them through the pipeline and counts them."""

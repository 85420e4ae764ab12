"""Where a page's article stands: its blocks, the body among them, and what stands in for it."""

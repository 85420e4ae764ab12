"""Reading a parsed page: elements, names, selectors, addresses, JSON-LD."""

"""Reading plain text that a scraper left: its form, its headline, and what its letters say of its language."""

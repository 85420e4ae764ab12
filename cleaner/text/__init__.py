"""Reading texts that a scraper left: how they were written down is undone before their lines become blocks."""

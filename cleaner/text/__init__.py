"""Reading what is no page: plain text, one block a line."""

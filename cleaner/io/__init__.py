"""Reading inputs into documents and writing articles; one file a format, one registry (``formats``)."""

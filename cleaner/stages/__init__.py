"""One file a stage, named as in ARCHITECTURE.md; each holds a function ``(Document, Rules) -> Document`` of its name."""

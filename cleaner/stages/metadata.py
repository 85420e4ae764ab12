from cleaner.document import Document
from cleaner.rules.compile import Rules
def metadata(document: Document, rules: Rules) -> Document:
    return document

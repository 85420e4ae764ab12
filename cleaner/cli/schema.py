"""``cleaner schema``."""

from __future__ import annotations

import sys
from typing import Annotated

from cleaner.cli.shared import option


def command(
    format: Annotated[
        str,
        option("--format", metavar="FORMAT", help="json (JSON Schema 2020-12), arrow or spark (DDL, one line)."),
    ] = "json",
) -> None:
    """Print the schema of the rows that come out, as JSON Schema, Arrow or Spark DDL."""
    from cleaner.batch.schema import schema_text

    sys.stdout.write(schema_text(format))

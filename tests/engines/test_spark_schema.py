"""What Spark makes of the published DDL."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from cleaner.schema import arrow_schema, spark_ddl

# In a process of its own, which ends the JVM with it.
ASK = """
import sys
from pyspark.sql import SparkSession
settings = {"spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
spark = SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()
print(spark.createDataFrame([], sys.argv[1]).schema.json())
"""


@pytest.mark.filterwarnings("default")
def test_spark_reads_the_ddl_as_what_it_makes_of_the_arrow_schema() -> None:
    pytest.importorskip("pyspark.sql", reason="pyspark is not installed: pip install 'newsroom-cleaner[spark]'")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("there is no Java for Spark: neither JAVA_HOME nor a java on the PATH")
    from pyspark.sql.pandas.types import from_arrow_schema

    said = subprocess.run(
        [sys.executable, "-c", ASK, spark_ddl()],
        env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert said.stdout.strip() == from_arrow_schema(arrow_schema()).json()

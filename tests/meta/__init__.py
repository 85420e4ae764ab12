"""Tests of reading plain text."""

"""``python -m tests.cli.run``: the command, for tests that need a process of its own."""

from cleaner.cli.main import main

if __name__ == "__main__":
    main()

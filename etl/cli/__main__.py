"""Runs `gongkai` as `python -m etl.cli`."""

from etl.cli.commands import main

if __name__ == "__main__":
    main()

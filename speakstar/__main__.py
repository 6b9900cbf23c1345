"""Run the command line as ``python -m speakstar``."""

from speakstar.cli import main

if __name__ == "__main__":
    main()

"""A local-first command-line coach for spoken interview answers."""

__version__ = "0.1.0"

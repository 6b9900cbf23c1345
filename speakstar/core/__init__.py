"""Pure values and functions: what is known about an answer, and what follows from it."""

"""A benchmark for fillers that the transcript lacks: synthetic answers with known times, and how to score them."""

"""What all synthesisers here share."""

SAMPLE_RATE = 16_000
SILENCE_LEVEL = 0.004  # of full scale; below it a synthetic voice is silent


class SpeechError(RuntimeError):
    """A voice could not speak a text, or its word times do not match the text's words."""

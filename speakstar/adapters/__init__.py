"""Everything impure: microphone, audio files, database, speech models. Heavy imports stay inside functions."""

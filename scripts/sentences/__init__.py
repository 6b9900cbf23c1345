"""What `scripts/train_sentences.py` is made of."""

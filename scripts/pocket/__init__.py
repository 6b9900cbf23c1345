"""The recipe behind the pocket model: text, synthetic voices, augmentation, network, training, conversion."""

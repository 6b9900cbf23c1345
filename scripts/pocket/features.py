"""Log-mel features as faster-whisper computes them, for batches, in PyTorch."""

import torch
from faster_whisper.feature_extractor import FeatureExtractor

HOP = 160
WINDOW = 400
FLOOR = 1e-10
RANGE_LOG10 = 8.0


class LogMel:
    """Turns sound into Whisper's features.

    Whisper clamps to eight powers of ten below the loudest bin, then scales; what lies beyond a recording's end
    is 0.0 in that scale (faster-whisper pads features, not sound).
    """

    def __init__(self) -> None:
        self.filters = torch.tensor(FeatureExtractor().mel_filters, dtype=torch.float32)
        self.window = torch.hann_window(WINDOW)

    def power(self, samples: torch.Tensor) -> torch.Tensor:
        """log10 of mel power, shape (batch, 80, samples // 160), of samples (batch, n)."""
        spectrum = torch.stft(samples, WINDOW, HOP, window=self.window, return_complex=True)[..., :-1]
        power = spectrum.real.square() + spectrum.imag.square()
        return torch.log10((self.filters @ power).clamp_(min=FLOOR))

    @staticmethod
    def scale(log_power: torch.Tensor) -> torch.Tensor:
        """Clamp and scale as Whisper does, each window by its own maximum."""
        top = log_power.amax(dim=(1, 2), keepdim=True)
        return (torch.maximum(log_power, top - RANGE_LOG10) + 4) / 4

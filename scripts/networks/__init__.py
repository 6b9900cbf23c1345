"""Layers that several networks are made of; `speakstar.core.dilated` runs them."""

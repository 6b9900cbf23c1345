"""What several networks are made of, and how they are learned; `speakstar.core.dilated` runs their layers."""

"""What the recorder loses, costs and withstands, measured with a virtual microphone of a real sound server."""

"""Addresses on the web to files in raw/: the original bytes, with their address and day in a sidecar."""

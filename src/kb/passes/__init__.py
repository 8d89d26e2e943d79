"""The passes of a compile: each asks a few stages that belong together, and is a pure function of their replies."""

"""A compiler for knowledge: a messy folder of sources in, a wiki whose every sentence stands on their words out."""

__version__ = "0.1.0"

"""A workspace's wiki checked: only what changed is read, and in processes side by side where that is much."""

from kb.linting.checking import Checked, look

__all__ = ["Checked", "look"]

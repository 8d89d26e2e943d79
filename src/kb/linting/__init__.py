"""A workspace's wiki checked: only what changed is read, and in processes side by side where that is much."""

from kb.linting.checking import Checked, look, whole

__all__ = ["Checked", "look", "whole"]

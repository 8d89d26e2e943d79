"""Saved web pages to blocks: what was saved → a tree without what nobody sees → pieces → those that are the text."""

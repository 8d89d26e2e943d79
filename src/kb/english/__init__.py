"""General English: lists of words, and what a word may be in a sentence."""

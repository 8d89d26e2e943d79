"""A question → an answer whose every sentence quotes a source, or the word that the wiki does not say."""

"""A golden set and a wiki → how well questions are answered, what it takes, and what got better or worse."""

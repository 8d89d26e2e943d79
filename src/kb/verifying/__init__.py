"""A sentence and the quotes it cites in, what of it they do not hold out: by rule, without a model."""

"""An optional second opinion on what fits a question: passages near it in meaning, by vectors of a local model."""

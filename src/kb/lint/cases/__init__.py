"""A wiki → what a model is asked to judge: sentences, pairs of them, names and gaps; the most doubtful first."""

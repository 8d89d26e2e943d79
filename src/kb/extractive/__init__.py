"""The engine that works without a key: it answers every stage by rule, in the stage's own reply type. It quotes."""

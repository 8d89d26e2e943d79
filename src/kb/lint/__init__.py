"""The wiki's health, told without a model: pages → diagnostics."""

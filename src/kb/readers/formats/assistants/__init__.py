"""What people said to an AI, and what it said to them: one module a service. `dialogue` is what all share."""

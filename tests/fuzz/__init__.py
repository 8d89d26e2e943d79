"""Specimens, broken at random and always in the same way: no reader may raise, or let harm through."""

"""Coordination meetings (协调会): called, moved, called off, concluded; what they settle (R-J3)."""

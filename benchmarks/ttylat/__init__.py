"""Watches a terminal program from outside, through a pseudo-terminal of its own."""

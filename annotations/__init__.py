"""Annotations, claims, codebook, sidecars, anchors and history."""

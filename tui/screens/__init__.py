"""Screens of the reader, one file each."""

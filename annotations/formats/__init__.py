"""Export and import formats, one file each."""

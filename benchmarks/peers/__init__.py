"""The programs that the reader is compared with."""

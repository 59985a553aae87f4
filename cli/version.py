"""The version, known without reading anything; the package's own is taken from here."""

VERSION = "0.1.0"

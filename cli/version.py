"""The version, known without reading anything; the package takes it from here."""

VERSION = "0.1.0"

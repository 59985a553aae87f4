"""The report that the Markdown and HTML formats print."""

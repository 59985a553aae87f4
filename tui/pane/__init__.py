"""The reading columns: a core that knows no terminal, and the widget that paints it."""

"""The reader screen: columns side by side, one file per topic."""

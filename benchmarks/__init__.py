"""What the reader costs, measured against its peers in the same run."""

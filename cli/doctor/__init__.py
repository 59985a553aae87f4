"""What `crossread doctor` looks at, a file a topic."""

"""The commands, one file each: `run(options) -> exit code`."""

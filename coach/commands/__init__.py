"""The commands, one file each. A command module has HELP, `add_arguments(parser)` and `run(arguments) -> exit code`."""

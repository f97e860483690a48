"""Everything that runs on a developer's machine only: servers, processes, their start and end."""

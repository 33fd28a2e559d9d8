"""What every endpoint stands on: problems, request ids, limits, media types, the services of the process."""

"""What runs when: the job, its schedule, the alert on stale sources, and the headless run."""

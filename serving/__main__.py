"""``python -m serving``: the API on 127.0.0.1:8000."""

from serving.server import run

if __name__ == "__main__":
    run()

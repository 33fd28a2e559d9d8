"""What the process counts, in a registry of its own."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """Counters of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "psra_http_requests", "HTTP requests", ["route", "method", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "psra_http_request_seconds",
            "Seconds until the response ended",
            ["route", "method"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._verdicts = Counter(
            "psra_evaluation_results", "Results of evaluations by verdict", ["verdict"], registry=self._registry
        )
        self._issued = Counter("psra_certificates_issued", "Certificates issued", ["kind"], registry=self._registry)
        self._revoked = Counter("psra_certificates_revoked", "Certificates revoked", registry=self._registry)
        self._verified = Counter("psra_verifications", "Verifications by verdict", ["verdict"], registry=self._registry)
        self._release = Gauge("psra_release_id", "Release that decides now; 0 is none", registry=self._registry)

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """One HTTP request."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route, method).observe(seconds)

    def verdict(self, verdict: str) -> None:
        """One result of an evaluation: its verdict, or ``error``."""
        self._verdicts.labels(verdict).inc()

    def issued(self, *, sample: bool) -> None:
        """One certificate issued."""
        self._issued.labels("sample" if sample else "certificate").inc()

    def revoked(self) -> None:
        """One certificate revoked."""
        self._revoked.inc()

    def verified(self, verdict: str) -> None:
        """One verification."""
        self._verified.labels(verdict).inc()

    def text(self, release_id: int) -> bytes:
        """All of it in Prometheus' text format."""
        self._release.set(release_id)
        return generate_latest(self._registry)

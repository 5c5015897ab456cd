"""What a browser is told with every answer."""

from coach.screen.headers import headers


def test_nothing_comes_from_elsewhere_and_nothing_is_kept() -> None:
    """But for the one line and the one form that a page needs."""
    told = dict(headers("ws://127.0.0.1:7", "'self'"))
    policy = told["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert policy.endswith("connect-src ws://127.0.0.1:7") and "form-action 'self'" in policy
    assert "form-action 'none'" in dict(headers("'self'"))["Content-Security-Policy"]
    assert told["Cache-Control"] == "no-store" and told["X-Content-Type-Options"] == "nosniff"

"""What a browser is told with every answer: nothing from elsewhere, nothing inline, nothing kept, in no frame."""


def headers(connects_to: str, forms_to: str = "'none'", referrer: str = "no-referrer") -> list[tuple[str, str]]:
    """`connects_to`, `forms_to`: as a Content-Security-Policy names who a script and a form may speak with.

    `referrer`: "same-origin" where a form of ours is to say that it is ours; else browsers tell "null" for its origin.
    """
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        f"form-action {forms_to}; frame-ancestors 'none'; connect-src {connects_to}"
    )
    return [
        ("Content-Security-Policy", policy),
        ("Cache-Control", "no-store"),
        ("Referrer-Policy", referrer),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]

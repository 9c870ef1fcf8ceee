"""What a page may do in a browser: nothing inline, nothing evaluated, nothing from elsewhere, no text that becomes script."""

_SELF, _NONE = "'self'", "'none'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [_NONE],
        "script-src": [_SELF],
        "style-src": [_SELF],
        "img-src": [_SELF],
        "font-src": [_SELF],
        "connect-src": [_SELF],
        "manifest-src": [_SELF],
        "form-action": [_SELF],
        "base-uri": [_NONE],
        "frame-ancestors": [_NONE],
        "object-src": [_NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["schakel-reader", "default"],  # made by trusted.js, each name once; see docs/decisions/0007
    }
}

"""Settings, read from the environment; every name is explained in docs/reference/settings.md (a guard compares).

`schakel demo` and the tests fill the environment themselves. In production a missing or unsafe value
stops the program with one sentence that names the variable (see `schakel.site.environment`).
"""

from __future__ import annotations

from datetime import timedelta

from schakel.site.demo import people
from schakel.site.environment import Environment, SettingsTrouble
from schakel.site.policy import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY

env = Environment()

MODE = env.choice("SCHAKEL_MODE", ("live", "demo", "test"), default="live")
DEMO = MODE == "demo"
DEMO_LOGINS = people.logins() if DEMO else ()
DEMO_PASSWORD = people.PASSWORD if DEMO else ""
DEBUG = False
SECRET_KEY = env.secret("SCHAKEL_SECRET_KEY", needed=MODE == "live")
ALLOWED_HOSTS = env.items("SCHAKEL_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SECURITY_CONTACT = env.text("SCHAKEL_SECURITY_CONTACT", default="")
SECURE_TRANSPORT = env.flag("SCHAKEL_HTTPS", default=MODE == "live")
# What passkeys and single sign-on are bound to. Empty outside live mode: then it is the address somebody typed.
_ONLY_HOST = f"https://{ALLOWED_HOSTS[0]}" if MODE == "live" and len(ALLOWED_HOSTS) == 1 else ""
ORIGIN = env.text("SCHAKEL_ORIGIN", default=_ONLY_HOST).rstrip("/")
SIGN_ON_INSIDE = env.items("SCHAKEL_SIGN_ON_INSIDE", default=[])  # providers that may stand on a private address

_MAIL = env.mail("SCHAKEL_MAIL_URL")
MAIL = bool(_MAIL)
globals().update(_MAIL)
MAIL_FROM = env.mailbox("SCHAKEL_MAIL_FROM", needed=MAIL)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL else 'dummy'}.EmailBackend"
if MAIL and not ORIGIN:
    raise SettingsTrouble("SCHAKEL_ORIGIN is missing; mail holds a link, so write the address people type.")


ANCHOR_FILE = env.whole_path("SCHAKEL_ANCHOR_FILE")  # heads of the trails, where this database's keeper cannot write

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "schakel.ground.ui",
    "schakel.ground.database",
    "schakel.ground.places",
    "schakel.ground.content",
    "schakel.ground.vault",
    "schakel.ground.audit",
    "schakel.ground.accounts",
    "schakel.ground.duty",
    "schakel.ground.breakglass",
    "schakel.casework.sharing",
    "schakel.casework.provisions",
    "schakel.casework.intake",
    "schakel.casework.bundling",
    "schakel.casework.hits",
    "schakel.casework.rights",
    "schakel.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "schakel.site.middleware.BrowserPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "schakel.site.rates.RateMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "schakel.site.typed_again.TypedAgainMiddleware",
    "schakel.site.middleware.ScopeMiddleware",
]

ROOT_URLCONF = "schakel.site.urls"
WSGI_APPLICATION = "schakel.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "schakel.site.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "schakel.ground.ui.templatetags.schakel",
            ],
        },
    }
]

DATABASES = {
    "default": env.database("DATABASE_URL", "schakel_app"),
    "owner": env.database("DATABASE_OWNER_URL", "schakel_owner"),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["schakel.ground.accounts.backend.AccountBackend"]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
SECOND_STEP_REQUIRED = MODE == "live"  # elsewhere whoever wants one sets it up
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher" if MODE == "live" else "schakel.site.hashers.PracticeHasher"
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_ENGINE = "schakel.site.sessions"
SESSION_COOKIE_NAME = "schakel"
SESSION_COOKIE_AGE = int(timedelta(hours=9).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_TRANSPORT
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "schakel.site.typed_again.csrf_failure"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

SECURE_SSL_REDIRECT = SECURE_TRANSPORT
SECURE_HSTS_SECONDS = 63_072_000 if SECURE_TRANSPORT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_TRANSPORT
_BEHIND_PROXY = env.flag("SCHAKEL_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _BEHIND_PROXY else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = env.text("SCHAKEL_STATIC_ROOT", default="") or None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE != "live" or not STATIC_ROOT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not STATIC_ROOT
WHITENOISE_AUTOREFRESH = WHITENOISE_ALLOW_ALL_ORIGINS = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = ["schakel.site.uploads.InMemoryOnly"]
LARGEST_FILE_BYTES = env.number("SCHAKEL_LARGEST_FILE", lowest=1, highest=25, default=10) * 1_000_000
VIRUS_SCANNER = env.scanner("SCHAKEL_VIRUS_SCANNER")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Questions between regions go off at fixed hours, and only so many of one municipality at a time.
QUESTION_HOURS = int(env.choice("SCHAKEL_QUESTION_HOURS", ("1", "2", "3", "4", "6", "8", "12", "24"), default="6"))
QUESTIONS_A_ROUND = env.number("SCHAKEL_QUESTIONS_A_ROUND", lowest=1, highest=50, default=3)
# In each process of the server, in a minute. Never per network address: none is kept.
READS_A_MINUTE = env.number("SCHAKEL_READS_A_MINUTE", lowest=60, highest=100_000, default=600)
WRITES_A_MINUTE = env.number("SCHAKEL_WRITES_A_MINUTE", lowest=30, highest=100_000, default=120)
STRANGERS_A_MINUTE = env.number("SCHAKEL_STRANGERS_A_MINUTE", lowest=30, highest=100_000, default=300)
SYSTEM_A_MINUTE = env.number("SCHAKEL_SYSTEM_A_MINUTE", lowest=60, highest=100_000, default=1200)

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS: list[str] = []

# Never a request line, a body or an exception's local values: only event names, codes and timings.
LOGGING_CONFIG = "schakel.site.logs.configure"
LOGGING = {"level": env.choice("SCHAKEL_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), default="INFO")}

"""Every setting, read from the environment; `docs/develop/settings.md` says what each is for."""

from pathlib import Path

from jinja2 import StrictUndefined

from helhed.config import environment
from helhed.config.municipality import load_municipality

PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = environment.text("HELHED_SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = environment.words("HELHED_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
# Empty unless `helhed` itself binds the address: what is not known is never taken for this machine alone.
BIND = environment.text("HELHED_BIND")
# Decided once, at start, by `config.startup`.
HAS_DEMO_SIGN_IN = False
USES_HTTPS = environment.flag("HELHED_HTTPS", default=True)
MUNICIPALITY = load_municipality(environment.text("HELHED_MUNICIPALITY"))

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "helhed.audit",
    "helhed.access",
    "helhed.organisation",
    "helhed.communication",
    "helhed.policy",
    "helhed.action_plans",
    "helhed.participation",
    "helhed.status_reports",
    "helhed.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "helhed.config.middleware.whole_cookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "helhed.config.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "helhed.config.middleware.reading_cannot_write",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "helhed.config.middleware.working_day",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "helhed.config.middleware.viewer",
    "helhed.config.middleware.errors_to_answers",
]
ROOT_URLCONF = "helhed.config.urls"
WSGI_APPLICATION = "helhed.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [*sorted(PACKAGE.glob("web/*/templates")), PACKAGE / "web"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "helhed.web.shell.context.shell",
            ],
            "builtins": ["helhed.web.templatetags.components"],
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
        },
    },
    {
        # For the blocks of documents alone, whose tables are long: it draws them many times as fast.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "documents" / "templates"],
        "OPTIONS": {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True},
    },
]

DATABASES = {"default": environment.database("HELHED_DATABASE")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "helhed_cache",
        # The default of 300 would let a guesser flush the count of the guesses.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English"), ("de", "Deutsch")]
LANGUAGE_COOKIE_NAME = "helhed-language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = USES_HTTPS
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Copenhagen"

# Where no server is named, messages wait. Django checks the server's certificate wherever TLS is used.
EMAIL_HOST = environment.text("HELHED_SMTP_HOST")
EMAIL_SECURITY = environment.choice("HELHED_SMTP_SECURITY", ("starttls", "tls", "none"))
EMAIL_USE_TLS = EMAIL_SECURITY == "starttls"
EMAIL_USE_SSL = EMAIL_SECURITY == "tls"
EMAIL_PORT = environment.number("HELHED_SMTP_PORT", {"starttls": 587, "tls": 465, "none": 25}[EMAIL_SECURITY])
EMAIL_HOST_USER = environment.text("HELHED_SMTP_USER")
EMAIL_HOST_PASSWORD = environment.text("HELHED_SMTP_PASSWORD")
# The wait for one answer of the server. A message takes some ten, and must be over before another process takes it up.
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("HELHED_SMTP_FROM")
SITE_ADDRESS = environment.text("HELHED_ADDRESS").rstrip("/")

STATIC_URL = "static/"
STATIC_ROOT = environment.text("HELHED_STATIC_ROOT") or str(PACKAGE / "static_root")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The form about the values of a policy has two for each of them, and a file from another program a thousand at most.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_500
# The first one takes no more of the files than can be read; how large a form may be besides is Django's own limit.
FILE_UPLOAD_HANDLERS = [
    "helhed.config.uploads.NoMoreThanCanBeRead",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

AUTH_USER_MODEL = "access.Account"
# Django's own backend answers alike, and after the same work, for an unknown, a closed and a mistyped account.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_RESET_TIMEOUT = 24 * 3600
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {"user_attributes": ["username", "name"]}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "front-page"
ACCOUNT_ADAPTER = "helhed.web.access.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "front-page"
ACCOUNT_SESSION_REMEMBER = False
# `docs/develop/sign-in.md` says why. A sign-in that succeeds is not counted: a town hall has one address.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "100/15m/ip,10/15m/key",
    "known_browser": "10/15m/key",
    "change_password": None,
    "own_password": "10/15m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("HELHED_TRUSTED_PROXIES", 0)

SESSION_COOKIE_AGE = 3600
LONGEST_SESSION = 10 * 3600
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = USES_HTTPS
SESSION_COOKIE_NAME = "__Host-helhed-session" if USES_HTTPS else "helhed-session"
KNOWN_BROWSER_COOKIE_NAME = "__Host-helhed-known" if USES_HTTPS else "helhed-known"
CSRF_COOKIE_NAME = "__Host-helhed-csrf" if USES_HTTPS else "helhed-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "helhed.web.shell.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SECURE_SSL_REDIRECT = USES_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if USES_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_secrets": {"()": "helhed.config.log.WithoutSecrets"}},
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

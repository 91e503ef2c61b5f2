"""Django's settings. What an installation may choose comes from `environment`; the rest is decided here."""

import secrets
from pathlib import Path

from mending.accounts.web.house import House, tell
from mending.help import queries as helplines
from mending.reminders.actions import outside
from mending.site import databases, environment
from mending.vault import keyring

HERE = Path(__file__).parent
ENVIRONMENT = environment.read()
keyring.keep_at(ENVIRONMENT.key_file)
helplines.keep_at(ENVIRONMENT.data / "helplines.toml")
tell(House(name=ENVIRONMENT.name, country=ENVIRONMENT.country, signup_open=ENVIRONMENT.signup == "open"))
outside.tell(outside.Outside(url=ENVIRONMENT.url, mail=ENVIRONMENT.mail))

DEBUG = ENVIRONMENT.debug
try:
    SECRET_KEY = keyring.ring().current.derive("sessions").hex()
except keyring.KeyTrouble:
    # Tools that only read the code need settings too; `serve` refuses to start without the key.
    SECRET_KEY = secrets.token_hex(32)

ALLOWED_HOSTS = (
    [ENVIRONMENT.host] if ENVIRONMENT.host not in ("127.0.0.1", "localhost") else ["127.0.0.1", "localhost"]
)
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.url]

INSTALLED_APPS = [
    "mending.site",
    "mending.lettinggo",
    "mending.reminders",
    "mending.charts",
    "mending.amends",
    "mending.expectations",
    "mending.promises",
    "mending.worksheets",
    "mending.checkins",
    "mending.recovery",
    "mending.safetyplan",
    "mending.circle",
    "mending.consent",
    "mending.accounts",
    "mending.vault",
    "mending.help",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "mending.site.middleware.careful_headers",
    # Pages are compressed. Guessing a secret from their length needs another site to ask for them with the
    # person's cookies; ours do not travel with such requests, and Django pads each answer at random besides.
    "django.middleware.gzip.GZipMiddleware",
    "mending.site.middleware.known_methods_only",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mending.site.middleware.viewer_of_the_request",
    "mending.accounts.web.gates.gates",
    "mending.site.web.first_help.notice_crisis",
]

ROOT_URLCONF = "mending.site.urls"
WSGI_APPLICATION = "mending.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("mending.site.templating.Loader", ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mending.site.context.surroundings",
            ],
        },
    }
]

DATABASES = {"default": databases.choose(ENVIRONMENT)}

CACHES = {
    # Rate limits must hold across workers, and nothing else may lie outside the encrypted database.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["mending.site.hashing.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    # Twenty thousand of the commonest, in a file that comes with Django: nothing is asked of any other host.
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"

# How people sign in is decided in docs/decisions/0003-signing-in.md.
ACCOUNT_ADAPTER = "mending.accounts.web.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name_tag"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Fingerprints are lower case already; this way a look-up uses the index.
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "8/10m/key",
    "passkey": "30/m/ip",
    "signup": "20/10m/ip",
    "recover": "20/10m/ip,5/h/key",
    "prove": "10/10m/key",
    "app": "10/10m/key",
    "reminder_code": "5/h/key",
    "reminder_door": "60/m/ip",
}
MFA_ADAPTER = "mending.accounts.web.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Twelve digits: a recovery code alone lets someone back in.
MFA_RECOVERY_CODE_DIGITS = 12
# The code before and the one after are good too: clocks differ and people type slowly.
MFA_TOTP_TOLERANCE = 1
# Over HTTPS a proxy stands in front and says whom it speaks for.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.is_https else 0

SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_https
_PREFIX = "__Host-" if ENVIRONMENT.is_https else ""
SESSION_COOKIE_NAME = f"{_PREFIX}session"
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
THEME_COOKIE = f"{_PREFIX}theme"
# Not readable by whoever holds the phone: a message may name someone. And no write of its own.
MESSAGE_STORAGE = "mending.site.messages.SealedCookie"
CSRF_FAILURE_VIEW = "mending.site.web.errors.form_too_old"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.is_https else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if ENVIRONMENT.is_https else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FORM_RENDERER = "mending.site.rendering.Renderer"

# One page takes a file, a form of somebody else's. It stays in memory; nothing sent lies on the disk unsealed.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # They would name every address that was refused: who was looked for, and that help was opened (SAFETY A6).
    "loggers": {"django.request": {"level": "ERROR"}, "django.security": {"level": "ERROR"}},
}

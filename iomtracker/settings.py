"""Settings, in the order of Django's documentation; told in docs/settings.md."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from iomtracker.env import data_dir, env, one_of, secret_key, whole_number

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = data_dir(BASE_DIR / "var")

# Core
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = secret_key(DATA_DIR)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
ROOT_URLCONF = "iomtracker.urls"
WSGI_APPLICATION = "iomtracker.wsgi.application"
INSTALLED_APPS = [
    "iomtracker.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "partners",
    "activities",
    "activities.catalogue",
]
MIDDLEWARE = [
    "iomtracker.middleware.name_requests",
    "activities.site.languages.speak_by_address",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "iomtracker.middleware.only_read",
    "iomtracker.middleware.use_fairly",
    "iomtracker.middleware.refuse_malformed_requests",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "activities.sign_in.sessions.end_in_time",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "activities.admin.uploads.refuse_too_large",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {
                "desk": "activities.admin.tags",
                "pictures": "activities.site.pictures.tags",
                "tracker": "activities.site.tags",
            },
        },
    }
]
# Widgets are drawn from the same templates: ours and Django's.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# What is uploaded goes to disk from its first byte on.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = DATA_DIR

# Databases
DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/tracker.sqlite3")
}
DATABASES["default"]["CONN_MAX_AGE"] = 60
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 5,
        # A writer queues at its start: an upgrade in the middle would fail at once.
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)

# Security
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
HTTPS = env.bool("HTTPS", default=False)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# To be preloaded binds a whole domain: that is for its owner to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
X_FRAME_OPTIONS = "DENY"

# Signing in
SECOND_FACTOR = one_of("SECOND_FACTOR", "required", "offered")
SESSION_COOKIE_AGE = 3600 * whole_number("SESSION_HOURS", 12, least=1, most=24)
SESSION_IDLE_MINUTES = whole_number("SESSION_IDLE_MINUTES", 60, least=5, most=720)
# Waits between tries are ours: they are the same for passwords and codes.
OTP_TOTP_THROTTLE_FACTOR = 0
OTP_TOTP_ISSUER = "iomtracker"

# Languages and time
LANGUAGE_CODE = "en"
# IOM's official languages. Each has its addresses: /fr/…, /es/…
LANGUAGES = [("en", "English"), ("fr", "French"), ("es", "Spanish")]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Nobody asks for a file by its plain name: packing it twice would take twice as long.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Logging: everything to standard error, for the process manager to keep.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "iomtracker.request_id.InLog"}},
    "formatters": {
        "line": {
            "format": "{levelname} {name} [{request_id}]: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}
    },
}

# The catalogue and its index
INDEX_DIR = DATA_DIR / "index"
# How long a reader waits for an index that lags behind the catalogue, in seconds.
INDEX_WAIT = 2.0
COUNTS_KEPT = whole_number("COUNTS_KEPT", 200, least=0, most=100_000)
ANSWER_CACHE_MB = whole_number("ANSWER_CACHE_MB", 32, least=0, most=4096)

# Fair use
RATE_LIMIT = whole_number("RATE_LIMIT", 3000, least=0, most=10_000_000)
PROXIES = whole_number("PROXIES", 0, least=0, most=10)

# What exports and dumps say of themselves
SITE_URL = env.str("SITE_URL", default="")
PUBLISHER = env.str("PUBLISHER", default="International Organization for Migration")
IATI_PUBLISHER = env.str("IATI_PUBLISHER", default="XM-DAC-47066")
LICENCE = env.str("LICENCE", default="CC BY 4.0")
LICENCE_URL = env.str(
    "LICENCE_URL", default="https://creativecommons.org/licenses/by/4.0/"
)

# Imports: whether their work is done within the request, as tests want it
IMPORTS_AT_ONCE = env.bool("IMPORTS_AT_ONCE", default=False)
IMPORT_MOST_MB = whole_number("IMPORT_MOST_MB", 200, least=1, most=100_000)

# The API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["activities.api.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "activities.api.schema.CatalogueSchema",
    "EXCEPTION_HANDLER": "activities.api.problems.exception_handler",
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "activities.api.renderers.AlwaysJSON",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "iomtracker",
    "DESCRIPTION": "What IOM does on migration and development, and with whom.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
}

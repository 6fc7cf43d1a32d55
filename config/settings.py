"""Settings. Everything that differs between machines comes from the environment; README has the table."""

import os
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


def env_text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} must be set")
    return value


def env_flag(name: str, default: bool = False) -> bool:
    value = env_text(name, str(default)).lower()
    if value not in {"true", "false", "1", "0"}:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}")
    return value in {"true", "1"}


def env_number(name: str, default: int) -> int:
    value = env_text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}")
    return int(value)


def env_list(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in env_text(name, default).split(",") if item.strip()]


def env_place(name: str) -> tuple[str, int] | str:
    """Host and port, or the path of a socket; "" for none."""
    value = env_text(name, "").strip()
    if not value or value.startswith("/"):
        return value
    host, _colon, port = value.rpartition(":")
    if not host.strip("[]") or not (port.isascii() and port.isdigit()) or not 0 < int(port) < 65536:
        raise ImproperlyConfigured(f"{name} must be host:port or the path of a socket, not {value!r}")
    return host.strip("[]"), int(port)


DEBUG = env_flag("DEBUG")
SECRET_KEY = env_text("SECRET_KEY", "only-for-development" if DEBUG else None)
SITE_ADDRESS = env_text("SITE_ADDRESS", "http://127.0.0.1:8000")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", f"127.0.0.1,localhost,{urlsplit(SITE_ADDRESS).hostname or ''}")
VAR_DIR = Path(env_text("VAR_DIR", str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "home",
    "reviews",
    "plans",
    "services",
    "notices",
    "accounts",
    "files",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "django_filters",
    "django_ox",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "config.middleware.ReadableInputMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SignInMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "accounts.middleware.NoStoreMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "files.middleware.WithheldFileMiddleware",
    "plans.middleware.LockedPlanMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database: SQLite in VAR_DIR unless DATABASE_URL names a PostgreSQL.
DATABASE_URL = env_text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'kompetanseplan.sqlite3'}")
DATABASES = {"default": dj_database_url.parse(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"] |= {
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            # Without IMMEDIATE about a third of the requests fail when two people write.
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
else:
    DATABASES["default"] |= {
        "CONN_MAX_AGE": env_number("DATABASE_CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            "options": "-c statement_timeout=20s -c lock_timeout=10s -c idle_in_transaction_session_timeout=30s",
        },
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:tasks"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reauthenticate": "accounts.forms.ConfirmForm",
    "change_password": "accounts.forms.NewPasswordForm",
    "reset_password": "accounts.forms.AskResetForm",
    "reset_password_from_key": "accounts.forms.ResetForm",
}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
# A letter to unknown addresses too: the answer takes as long as to known ones.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
# By person five tries in five minutes; by address of the net more than allauth's own, since a whole hospital has one.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,5/300s/key", "reset_password": "30/m/ip,5/m/key"}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.tokens.ResetTokens"  # noqa: S105  # a class, no password
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds: who signed in longer ago confirms it before signing a form
ACCOUNT_SESSION_REMEMBER = False  # shared computers: to close the browser is to sign out
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
# How many proxies of ours stand before the program: the limits count by the address they saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env_number("TRUSTED_PROXIES", 0)

# Language and time
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Norwegian bokmål")), ("nn", _("Norwegian nynorsk")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "libraries"]
FORMAT_MODULE_PATH = "config.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"

# Static files: our own, and the packages that npm installs
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("designsystemet", BASE_DIR / "node_modules/@digdir/designsystemet-css/dist"),
    ("inter", BASE_DIR / "node_modules/@fontsource-variable/inter"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Forms
CRISPY_ALLOWED_TEMPLATE_PACKS = ["designsystemet"]
CRISPY_TEMPLATE_PACK = "designsystemet"
# Only dates and numbers keep a class of their own, by which forms.css gives them a width.
CRISPY_CLASS_CONVERTERS = dict.fromkeys(["textinput", "emailinput", "passwordinput", "textarea", "select"], "")
FILTERS_EMPTY_CHOICE_LABEL = _("All")

# Mail: to the console while developing, SMTP by EMAIL_HOST in production, files by EMAIL_FILES.
DEFAULT_FROM_EMAIL = env_text("DEFAULT_FROM_EMAIL", "Kompetanseplan <ikke-svar@kompetanseplan.example>")
SERVER_EMAIL = parseaddr(DEFAULT_FROM_EMAIL)[1]
if env_text("EMAIL_HOST", ""):
    mailer = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env_text("EMAIL_HOST"),
            "port": env_number("EMAIL_PORT", 587),
            "username": env_text("EMAIL_HOST_USER", ""),
            "password": env_text("EMAIL_HOST_PASSWORD", ""),
            "use_tls": env_flag("EMAIL_USE_TLS", True),
            "timeout": 10,
        },
    }
elif env_text("EMAIL_FILES", ""):
    mailer = {
        "BACKEND": "accounts.mailers.FileBackend",
        "OPTIONS": {"file_path": env_text("EMAIL_FILES")},
    }
else:
    mailer = {"BACKEND": "accounts.mailers.ConsoleBackend"}
MAILERS = {"default": mailer}

# Safety
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
SESSION_COOKIE_AGE = 12 * 60 * 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
SIMPLE_HISTORY_REVERT_DISABLED = True
if urlsplit(SITE_ADDRESS).scheme == "https":
    SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^live$"]

MAX_TEXT = 20_000  # characters in one field

CACHES = {
    # Shared by the processes of a machine, so that the limits on sign-in count for all of them.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Above it some are thrown out: so many that nobody can flush the counts of the limits by guessing addresses.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Finished PDFs by their content: written whole or not at all, some thrown out above the limit.
    "pdf": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "pdf",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": env_number("PDF_CACHE_ENTRIES", 1000)},
    },
    # How far work in the background has come: outside the transaction that does it.
    "progress": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "progress",
    },
    # Who has a plan open in the editor: shared by the processes, and no business of the database.
    "presence": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "presence",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}

# Printing: the only files a printed document may load, and how many documents a process prints at a time.
PRINTING_ASSETS = {
    "inter-400": BASE_DIR / "node_modules/inter-ui/web/Inter-Regular.woff2",
    "inter-600": BASE_DIR / "node_modules/inter-ui/web/Inter-SemiBold.woff2",
    "emoji": BASE_DIR / "node_modules/@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
    "symbols": BASE_DIR / "static/print/symbols.ttf",
}
PRINTING_PLACES = env_number("PRINTING_PLACES", 2)

# Uploads lie there under opaque names; only views that ask who may have them serve them.
MEDIA_ROOT = VAR_DIR / "uploads"
FILE_UPLOAD_HANDLERS = ["files.uploads.LimitedUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_NUMBER_FILES = 20  # as many as one slot of a form takes; together no larger than one may be
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000  # one for each of the 5000 rows that a preview may have
# How many of them are read at a time, each in a process of its own.
READING_PLACES = env_number("READING_PLACES", 2)

# The virus scanner, clamd: while one is set, no file is served before it has said that it is clean.
CLAMD = env_place("CLAMD")

# Work in the background: tasks lie in the database, `manage.py ox_worker` does them. What must happen lies in a table
# of ours too; a task is a nudge, the sweep takes what lies.
TASKS = {
    "default": {
        "BACKEND": "django_ox.backend.OxBackend",
        "OPTIONS": {
            "LOCK_TIMEOUT": 120,
            "MAX_ATTEMPTS": 3,
            "SCHEDULES": {
                "sweep": {"task": "plans.jobs.sweep", "cron": "*/10 * * * *"},
                "forms": {"task": "reviews.jobs.sweep", "cron": "*/10 * * * *"},
                "notices": {"task": "notices.jobs.sweep", "cron": "*/5 * * * *"},
            }
            | ({"scans": {"task": "plans.jobs.scan", "cron": "* * * * *"}} if CLAMD else {}),
        },
    }
}

# To standard error, where whatever runs the program gathers it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.logs.OneLine", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env_text("LOG_LEVEL", "WARNING")},
    # Django sets its own logger to INFO: as severe as the root's.
    "loggers": {"django": {"handlers": [], "level": "NOTSET", "propagate": True}},
}

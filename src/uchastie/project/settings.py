"""Settings come from the environment or a `.env` file; `docs/howto/configure.md` lists them all."""

import os
import secrets
from pathlib import Path

import dj_database_url
from django.utils.csp import CSP
from dotenv import load_dotenv

from uchastie.project.trouble import require_writable

ROOT = Path(__file__).resolve().parents[3]
load_dotenv(ROOT / ".env")

DATA_DIR = Path(os.environ.get("DATA_DIR", ROOT / "data"))


def flag(name: str, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def _secret_key() -> str:
    """From SECRET_KEY, else made once and kept in the data folder, readable by its owner only."""
    if "SECRET_KEY" in os.environ:
        return os.environ["SECRET_KEY"]
    file = DATA_DIR / "secret_key"
    if not file.exists():
        require_writable(DATA_DIR)
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
    return file.read_text()


DEBUG = flag("DEBUG", False)
SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if key]
# The key of the journal's chain (else made from SECRET_KEY), and the file that keeps its heads outside the database.
JOURNAL_KEY = os.environ.get("JOURNAL_KEY", "")
JOURNAL_HEADS = os.environ.get("JOURNAL_HEADS", str(DATA_DIR / "journal-heads.txt"))
# The public address: links in letters are built from it, never from the Host header.
SITE_URL = os.environ.get("SITE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
HTTPS = SITE_URL.startswith("https://")
# A proxy of ours ends TLS and names the visitor; nobody else's headers are believed.
BEHIND_PROXY = flag("BEHIND_PROXY", False)
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []

INSTALLED_APPS = [
    "uchastie.project",
    "uchastie.crm.reports",
    "uchastie.crm.insight",
    "uchastie.crm.oversight",
    "uchastie.crm.assessment",
    "uchastie.crm.practices",
    "uchastie.crm.councils",
    "uchastie.crm.surveys",
    "uchastie.crm.support",
    "uchastie.crm.involvement",
    "uchastie.crm.plans",
    "uchastie.crm.voices",
    "uchastie.crm.neighbours",
    "uchastie.crm.communities",
    "uchastie.crm.family_cabinet",
    "uchastie.crm.guardian_cabinet",
    "uchastie.crm.cabinet",
    "uchastie.crm.stories",
    "uchastie.crm.followup",
    "uchastie.crm.matching",
    "uchastie.crm.guardianship",
    "uchastie.crm.agreements",
    "uchastie.crm.guardians",
    "uchastie.crm.families",
    "uchastie.crm.platform",
    "uchastie.crm.outreach",
    "uchastie.crm.events",
    "uchastie.crm.feedback",
    "uchastie.crm.visits",
    "uchastie.crm.desk",
    "uchastie.crm.licensing",
    "uchastie.crm.knowledge",
    "uchastie.crm.training",
    "uchastie.crm.catalogue",
    "uchastie.crm.people",
    "uchastie.crm.consents",
    "uchastie.crm.appointments",
    "uchastie.crm.network",
    "uchastie.crm.notifications",
    "uchastie.crm.documents",
    "uchastie.crm.setup",
    "uchastie.crm.deadlines",
    "uchastie.crm.accounts",
    "uchastie.crm.journal",
    "uchastie.ui",
    "uchastie.kernel.delivery",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "uchastie.kernel.web.BodyLimitMiddleware",
    "uchastie.project.sessions.PreparedSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "uchastie.project.sessions.PreparedUserMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "uchastie.project.middleware.ActorMiddleware",
    "uchastie.kernel.web.RefusalMiddleware",
]

ROOT_URLCONF = "uchastie.project.urls"
WSGI_APPLICATION = "uchastie.project.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "uchastie.ui.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "uchastie.project.context.page",
            ],
        },
    },
    {
        # Only for the letters of allauth; pages are Jinja2.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASE_URL = os.environ.get("DATABASE_URL", f"sqlite:///{DATA_DIR / 'uchastie.sqlite3'}")
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True)}
SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if SQLITE:
    DATABASES["default"]["ENGINE"] = "uchastie.kernel.sqlite3"  # every transaction there is BEGIN IMMEDIATE
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "cached_statements": 1000,  # of each connection; a page has thirty, and savepoints have new names every time
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA cache_size=-65536;PRAGMA mmap_size=268435456",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/me/"
SESSION_COOKIE_AGE = 12 * 3600  # a working day, and then sign in again
SESSION_IDLE = int(os.environ.get("SESSION_IDLE_MINUTES", "120")) * 60
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"

ACCOUNT_ADAPTER = "uchastie.project.signin.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # people come by an invitation sent to their address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Counted in the shared cache before the password is hashed: by account and by address of the connection.
ACCOUNT_RATE_LIMITS = {
    "login": "30/1m/ip",
    "login_failed": "100/1h/ip,10/15m/key",
    "request_login_code": "20/1m/ip,3/5m/key",
    "reset_password": "20/1m/ip,3/5m/key",
    "reauthenticate": "10/15m/user",
    "change_password": "5/1m/user",
}
ACCOUNT_FORMS = {
    "login": "uchastie.crm.accounts.forms.LoginForm",
    "request_login_code": "uchastie.crm.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "uchastie.crm.accounts.forms.ConfirmLoginCodeForm",
    "reset_password": "uchastie.crm.accounts.forms.ResetPasswordForm",
    "confirm_password_reset_code": "uchastie.crm.accounts.forms.ConfirmPasswordResetCodeForm",
    "reset_password_from_key": "uchastie.crm.accounts.forms.NewPasswordForm",
    "change_password": "uchastie.crm.accounts.forms.ChangePasswordForm",
    "reauthenticate": "uchastie.crm.accounts.forms.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "uchastie.crm.accounts.forms.AuthenticateForm",
    "reauthenticate": "uchastie.crm.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "uchastie.crm.accounts.forms.ActivateTOTPForm",
}
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
MFA_ADAPTER = "uchastie.project.signin.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Участие"
MFA_TOTP_TOLERANCE = 1

# The shared cache holds only counters of sign-in attempts: it must be one for all processes.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "ru"
TIME_ZONE = "Europe/Moscow"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
if HTTPS:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300

EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_TLS", False)
EMAIL_BACKEND = "uchastie.crm.notifications.handlers.mail.Backend"
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "uchastie@localhost")
# SMS: an HTTP gateway of the installation. PUSH_HOSTS: hosts that may be pushed to although they are not public
# («127.0.0.1:9001»), only for tests.
SMS_URL = os.environ.get("SMS_URL", "")
SMS_KEY = os.environ.get("SMS_KEY", "")
SMS_SENDER = os.environ.get("SMS_SENDER", "")
PUSH_HOSTS = [host for host in os.environ.get("PUSH_HOSTS", "").split(",") if host]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"tokens": {"()": "uchastie.kernel.logs.HideTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["tokens"]}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}

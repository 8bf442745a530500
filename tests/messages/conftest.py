"""Messages together with the capabilities that have something to say."""

from uchastie.crm.notifications.tests.conftest import installation, mail_server, noon, sms_server, tell  # noqa: F401

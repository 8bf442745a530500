"""A code to a contact, the code back, somebody is in. Whether the contact is known to anybody is looked at only then."""

import datetime as dt
import hmac
import secrets
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from uchastie.crm.cabinet import access, rules
from uchastie.crm.cabinet.models import LoginCode, SignIn
from uchastie.crm.cabinet.rules import ContactKind
from uchastie.crm.journal import actions as journal
from uchastie.crm.notifications import actions as notifications
from uchastie.kernel import clock
from uchastie.kernel.errors import Refusal
from uchastie.kernel.ids import new_id

OBJECT = "cabinet.signin"
SEEN_EVERY = dt.timedelta(minutes=5)
LETTER = (
    "Код для входа в «Участие»: {code}\n\nВведите его на странице, где вы его просили. Код действует 10 минут.\n"
    "Никому его не говорите, даже сотруднику центра.\n\nЕсли вы не входили, ничего не делайте: без кода никто не войдёт."
)


class CodeOver(Refusal):
    """The code cannot be used any more: a new one has to be asked for."""


@transaction.atomic
def send_code(*, kind: ContactKind, value: str, before: UUID | None = None) -> LoginCode:
    """The same work and the same answer for a contact that is known and for one that is not.

    `before` is the code this browser has asked for: pressed twice, nothing new is sent."""
    now = clock.now()
    alive = LoginCode.objects.filter(kind=kind, value=value, used_at=None, expires_at__gt=now)
    fresh = alive.filter(pk=before, tries=0, made_at__gt=now - rules.ALIVE).first() if before else None
    if fresh:
        return fresh
    alive.update(expires_at=now)
    code = f"{secrets.randbelow(10**rules.LENGTH):0{rules.LENGTH}d}"
    row = LoginCode(id=new_id(), kind=kind, value=value, made_at=now, expires_at=now + rules.CODE_LIVES)
    row.digest = _digest(row.pk, code)
    row.save(force_insert=True)
    _post(row, code)
    return row


def confirm_code(*, code_id: UUID, typed: str, remember: bool, agent: str) -> SignIn:
    """A try is counted and kept before the code is looked at, so that many at once count as many.

    `CodeOver` when the code is late, used, or was guessed at too often; "code" while it may be typed again."""
    digits = rules.digits_of(typed)
    row = _count_try(code_id)
    if row is None:
        raise CodeOver("code_over", "Этот код больше не действует. Попросите новый.", field="code")
    if not hmac.compare_digest(row.digest, _digest(row.pk, digits)):
        if row.tries >= rules.TRIES:
            raise CodeOver("code_over", "Код не подошёл 5 раз и больше не действует. Попросите новый.", field="code")
        raise Refusal("code", "Код не подходит. Проверьте цифры: нужен код из последнего сообщения.", field="code")
    return _sign_in(row, remember, agent)


@transaction.atomic
def _count_try(code_id: UUID) -> LoginCode | None:
    alive = LoginCode.objects.filter(pk=code_id, used_at=None, expires_at__gt=clock.now(), tries__lt=rules.TRIES)
    return LoginCode.objects.get(pk=code_id) if alive.update(tries=F("tries") + 1) else None


@transaction.atomic
def _sign_in(row: LoginCode, remember: bool, agent: str) -> SignIn:
    """Of two browsers with the right code one gets in."""
    now = clock.now()
    if not LoginCode.objects.filter(pk=row.pk, used_at=None).update(used_at=now):
        raise CodeOver("code_over", "Этот код уже использован. Попросите новый.", field="code")
    lives = rules.REMEMBERED if remember else rules.SHORT
    made = SignIn.objects.create(
        kind=row.kind, value=row.value, started_at=now, seen_at=now, ends_at=now + lives, agent=agent[:200]
    )
    journal.record(access.visitor(made), verb="signed_in", object_kind=OBJECT, object_id=made.pk, by=str(row.kind))
    return made


def mark_seen(sign_in: SignIn) -> None:
    """At most once in five minutes, so that looking is not writing."""
    now = clock.now()
    if now - sign_in.seen_at > SEEN_EVERY:
        SignIn.objects.filter(pk=sign_in.pk).update(seen_at=now)


@transaction.atomic
def end_sign_in(sign_in: SignIn) -> None:
    SignIn.objects.filter(pk=sign_in.pk).update(ends_at=clock.now())
    journal.record(access.visitor(sign_in), verb="signed_out", object_kind=OBJECT, object_id=sign_in.pk)


@transaction.atomic
def end_sign_ins(sign_in: SignIn) -> int:
    """Everywhere but here: for a phone that was lost or lent."""
    now = clock.now()
    alive = SignIn.objects.filter(kind=sign_in.kind, value=sign_in.value, ends_at__gt=now)
    ended = alive.exclude(pk=sign_in.pk).update(ends_at=now)
    journal.record(access.visitor(sign_in), verb="signed_out_elsewhere", object_kind=OBJECT, object_id=sign_in.pk)
    return ended


def forget_old() -> int:
    """A job: codes and sign-ins that are over hold contacts for nothing. Returns how many rows went."""
    over = clock.now() - dt.timedelta(days=1)
    codes, _ = LoginCode.objects.filter(expires_at__lt=over).delete()
    signs, _ = SignIn.objects.filter(ends_at__lt=over).delete()
    return codes + signs


def _digest(code_id: UUID, code: str) -> str:
    """Bound to its row: the same digits elsewhere are another digest."""
    return str(salted_hmac("cabinet.code", f"{code_id}:{code}", algorithm="sha256").hexdigest())


def _post(row: LoginCode, code: str) -> None:
    about = row.pk
    if row.kind == ContactKind.EMAIL:
        body = LETTER.format(code=f"{code[:3]} {code[3:]}")
        notifications.send_letter(
            event="cabinet-code", about_id=about, email=row.value, subject="Код для входа в «Участие»", body=body
        )
    else:
        host = urlsplit(settings.SITE_URL).hostname or ""
        notifications.send_sms(event="cabinet-code", about_id=about, phone=row.value, body=rules.sms_text(code, host))

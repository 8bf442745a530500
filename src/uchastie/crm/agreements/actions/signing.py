"""Signing by a one-time code: a simple electronic signature of people who have agreed to it beforehand (63-FZ)."""

import datetime as dt
import hmac
import secrets
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.agreements import access, queries, rules
from uchastie.crm.agreements.actions import letters, terms
from uchastie.crm.agreements.actions.record import record
from uchastie.crm.agreements.models import Agreement, Signature, SigningCode
from uchastie.crm.agreements.rules import CodeOver, Kind, Side, State, Way
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Denied, Refusal
from uchastie.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs for the side, and where the code goes."""

    id: UUID  # of the user, the guardian or the case
    side: Side
    name: str
    phone: str = ""
    email: str = ""


def signer_of(actor: Actor, agreement: Agreement) -> Signer:
    """Of the own side only: staff sign for the headquarters, a party for itself."""
    side = access.side_of(actor, agreement)
    own = rules.sides_of(Kind(agreement.kind), of_family=agreement.guardian_id is None)
    if side is None or actor.id is None or side not in own:
        raise Denied("Подписывает тот, кто назван в соглашении.")
    if side is Side.HQ:
        user = accounts.get_user(actor.id)
        return Signer(actor.id, side, user.name if user else actor.label, email=user.email if user else "")
    guardian, case = agreement.guardian, agreement.case
    person = guardian.representative if side is Side.GUARDIAN and guardian else case.applicant if case else None
    if person is None:
        raise Denied("Подписывает тот, кто назван в соглашении.")
    contacts = people.contacts_of([person.pk])[person.pk]
    return Signer(actor.id, side, person.name, contacts.phone, contacts.email)


@transaction.atomic
def send_code(*, actor: Actor, agreement_id: UUID) -> SigningCode:
    """A new code ends the one before it; a second press within 40 seconds sends nothing new."""
    agreement = queries.get_agreement(actor, agreement_id)
    signer = signer_of(actor, agreement)
    _require_open(agreement, signer)
    now = clock.now()
    mine = SigningCode.objects.filter(agreement=agreement, side=signer.side)
    alive = mine.filter(used_at=None, expires_at__gt=now)
    fresh = alive.filter(asked_by_id=signer.id, tries=0, made_at__gt=now - rules.PAUSE).first()
    if fresh:
        return fresh
    if mine.filter(made_at__gt=now - dt.timedelta(days=1)).count() >= rules.A_DAY:
        raise Refusal("too_many_codes", "Сегодня кодов было слишком много. Попробуйте завтра или подпишите на бумаге.")
    alive.update(expires_at=now)
    code = f"{secrets.randbelow(10**rules.LENGTH):0{rules.LENGTH}d}"
    row = SigningCode(
        id=new_id(), agreement=agreement, side=signer.side, asked_by_id=signer.id, sha256=agreement.sha256, made_at=now
    )
    row.digest, row.expires_at = _digest(row, code), now + rules.LIVES
    row.save(force_insert=True)
    record(actor, agreement, "code_sent", side=str(signer.side))
    letters.send_code(agreement, row.pk, code, phone=signer.phone, email=signer.email)
    return row


def sign_by_code(*, actor: Actor, agreement_id: UUID, typed: str) -> Signature:
    """A try is counted and kept before the code is looked at, so that many at once count as many.

    `CodeOver` when the code is late, used, of another text, or was guessed at too often."""
    agreement = queries.get_agreement(actor, agreement_id)
    signer = signer_of(actor, agreement)
    _require_open(agreement, signer)
    digits = rules.digits_of(typed)
    row = _count_try(agreement, signer)
    if row is None or row.sha256 != rules.fingerprint(agreement.body):
        raise CodeOver("code_over", "Этот код больше не действует. Попросите новый.", field="code")
    if not hmac.compare_digest(row.digest, _digest(row, digits)):
        if row.tries >= rules.TRIES:
            raise CodeOver("code_over", "Код не подошёл 5 раз и больше не действует. Попросите новый.", field="code")
        raise Refusal("code", "Код не подходит. Проверьте цифры: нужен код из последнего сообщения.", field="code")
    return _sign(actor, agreement, signer, row)


@transaction.atomic
def _count_try(agreement: Agreement, signer: Signer) -> SigningCode | None:
    """The newest code this signer has asked for, while it lives."""
    mine = SigningCode.objects.filter(agreement=agreement, side=signer.side, asked_by_id=signer.id)
    alive = mine.filter(used_at=None, expires_at__gt=clock.now(), tries__lt=rules.TRIES)
    newest = alive.order_by("-made_at", "-pk").first()
    if newest is None or not alive.filter(pk=newest.pk).update(tries=F("tries") + 1):
        return None
    return SigningCode.objects.get(pk=newest.pk)


@transaction.atomic
def _sign(actor: Actor, agreement: Agreement, signer: Signer, row: SigningCode) -> Signature:
    """Of two devices with the right code one signs. The text is the one the code was sent for."""
    now = clock.now()
    if not SigningCode.objects.filter(pk=row.pk, used_at=None).update(used_at=now):
        raise CodeOver("code_over", "Этот код уже использован.", field="code")
    fresh = queries.get_agreement(actor, agreement.pk)
    _require_open(fresh, signer)
    if fresh.sha256 != row.sha256:
        raise CodeOver(
            "code_over", "Текст изменился после отправки кода. Прочитайте его и попросите новый код.", "code"
        )
    signature = Signature(
        agreement=fresh,
        side=signer.side,
        way=Way.CODE,
        name=signer.name,
        sha256=fresh.sha256,
        signed_at=now,
        by_id=actor.user_id,
    )
    try:
        with transaction.atomic():
            signature.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal("signed", "Эта сторона уже подписала.") from error
    record(actor, fresh, "signed", side=str(signer.side), way=str(Way.CODE), sha256=fresh.sha256)
    fresh.apply()  # two last signatures at once: the second one meets the first
    terms.conclude(actor, queries.get_agreement(actor, fresh.pk))
    return signature


def require_signable(agreement: Agreement, side: Side) -> None:
    """It waits for this side, and its term has not passed."""
    if agreement.state != State.WAITING:
        raise Refusal("not_waiting", "Это соглашение сейчас не подписывают: обновите страницу.")
    if agreement.valid_until < queries.today_of(agreement):
        raise Refusal("term_over", "Срок этого соглашения уже прошёл. Нужен новый текст.")
    if any(row.side == side for row in agreement.signatures.all()):
        raise Refusal("signed", "Эта сторона уже подписала.")


def _require_open(agreement: Agreement, signer: Signer) -> None:
    require_signable(agreement, signer.side)
    if agreement.kind == Kind.ADHESION:
        message = "Это соглашение подписывают на бумаге: только после него можно подписывать кодом."
        raise Refusal("adhesion_on_paper", message)
    if signer.side is Side.HQ:
        return
    party = {"guardian_id": agreement.guardian_id} if signer.side is Side.GUARDIAN else {"case_id": agreement.case_id}
    if not queries.may_sign_by_code(**party):
        message = "Кодом подписывают после соглашения о подписании кодом. Пока его нет, подпишите на бумаге."
        raise Refusal("no_adhesion", message)


def _digest(row: SigningCode, code: str) -> str:
    """Bound to its row, the side and the text: the same digits for anything else are another digest."""
    bound = f"{row.pk}:{row.side}:{row.sha256}:{code}"
    return str(salted_hmac("agreements.code", bound, algorithm="sha256").hexdigest())


def forget_old_codes() -> int:
    """A job: codes that are over for a day are not kept."""
    gone, _ = SigningCode.objects.filter(expires_at__lt=clock.now() - dt.timedelta(days=1)).delete()
    return gone

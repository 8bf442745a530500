"""SMS: one POST to the gateway of the installation. In a demonstration they are written down instead.

The gateway gets JSON {"to", "text", "from", "id"} and «Authorization: Bearer <key>»; 2xx means accepted. The same id
is the same message: a second attempt after a lost answer carries it again."""

import json
from collections.abc import Mapping
from uuid import UUID

from uchastie.crm.notifications import actions, queries
from uchastie.crm.notifications.handlers.turns import patience
from uchastie.crm.setup.rules import Failed
from uchastie.kernel import outward
from uchastie.kernel.delivery.outbox import Undeliverable
from uchastie.kernel.ids import new_id

LATER = {408, 425, 429}


class GatewayRefused(Exception):
    """It will not take this message: a wrong number, a forbidden sender."""


class GatewayTrouble(Exception):
    """It could not now."""


def send_sms(message_id: UUID, entry_id: UUID) -> None:
    message = queries.get_letter(message_id)
    if message is None:
        raise Undeliverable
    channel = queries.get_channel("sms")
    if not channel.enabled:
        return
    with patience(message, entry_id):
        hand_over(channel.values, to=message.address, text=message.body, message_id=str(entry_id))


def hand_over(values: Mapping[str, str], *, to: str, text: str, message_id: str) -> None:
    body = {"to": to, "text": text, "from": values.get("sender", ""), "id": message_id}
    headers = {"Content-Type": "application/json", "Idempotency-Key": message_id}
    if values.get("key"):
        headers["Authorization"] = f"Bearer {values['key']}"
    answer = outward.post(values["url"], json.dumps(body, ensure_ascii=False).encode(), headers)
    if answer.status >= 500 or answer.status in LATER:
        raise GatewayTrouble
    if answer.status >= 300:
        raise Undeliverable from GatewayRefused()


def try_sms(values: Mapping[str, str], target: str) -> str:
    """The button that checks the settings speaks to the gateway as real messages do."""
    if not target.strip():
        raise Failed("Напишите номер, на который послать СМС.")
    try:
        hand_over(values, to=target, text="Проверка СМС", message_id=str(new_id()))
    except Undeliverable as error:
        raise Failed("Шлюз не принял сообщение: проверьте ключ, подпись и номер.") from error
    except (GatewayTrouble, outward.Unreachable) as error:
        raise Failed("Шлюз не отвечает или отвечает ошибкой. Проверьте адрес.") from error
    return "Шлюз принял сообщение. Посмотрите, дошло ли оно до вас."


def sms_sent(message_id: UUID) -> None:
    actions.mark_sent(message_id, left=queries.get_channel("sms").enabled)

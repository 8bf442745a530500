"""Codes of the programme in the guardian's words."""

from uchastie.crm.guardians.rules import GuardianState
from uchastie.crm.guardianship.rules import PairState

# What it is now, and what comes next.
STATES: dict[GuardianState, tuple[str, str]] = {
    GuardianState.APPLICATION: ("Заявка на проверке", "Федеральный штаб проверяет её и передаст в ваш регион."),
    GuardianState.REJECTED: ("Заявка отклонена", "Причина ниже. Если что-то изменилось, подайте новую."),
    GuardianState.POTENTIAL: ("Вы потенциальный опекун", "Заявка одобрена, её получает региональный штаб."),
    GuardianState.HANDED: ("Осталось подготовиться", "Пройдите шаги ниже, и вам предложат семью."),
    GuardianState.READY: ("Вы готовы помогать", "Координатор предложит семью, которой вы подходите."),
    GuardianState.PAUSED: ("Пауза", "Новых семей не предлагают. Те, кому вы помогаете, остаются с вами."),
    GuardianState.LEFT: ("Вы больше не участвуете", "Вернуться можно через региональный штаб."),
}
PAIRS: dict[PairState, str] = {
    PairState.PROPOSED: "предложение ждёт вашего ответа",
    PairState.MATCHED: "координатор познакомит вас",
    PairState.INTRODUCED: "вы познакомились, осталось подписать соглашение",
    PairState.SIGNED: "соглашение подписано, помощь скоро начнётся",
    PairState.ACTIVE: "вы помогаете",
    PairState.ENDING_REPORTED: "помощь заканчивается, штаб позвонит",
}

"""Every channel and state has its words; a subject is one line."""

from uchastie.crm.notifications.rules import CHANNEL_NAMES, STATE_NAMES, Channel, State, message_key, one_line


def test_every_state_and_channel_has_a_name():
    assert set(STATE_NAMES) == set(State)
    assert set(CHANNEL_NAMES) == set(Channel)


def test_a_subject_cannot_smuggle_in_a_header():
    assert one_line("Заявка принята\r\nBcc: all@example.org") == "Заявка принята Bcc: all@example.org"
    assert len(one_line("я" * 1000)) == 200


def test_the_same_fact_has_the_same_key():
    assert message_key("received", "7", Channel.EMAIL) == message_key("received", "7", Channel.EMAIL)
    assert message_key("received", "7", Channel.EMAIL) != message_key("received", "7", Channel.CABINET)

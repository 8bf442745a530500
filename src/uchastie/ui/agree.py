"""The box of a consent page: the same for every purpose, the document beside it is another."""

from uuid import UUID

from django import forms


class AgreeForm(forms.Form):
    """One own box, never ticked in advance; `text` is the edition that was read."""

    agree = forms.BooleanField(
        label="Согласие",
        error_messages={"required": "Отметьте согласие: без него мы не можем записать ваши данные."},
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def unticked(cls, other: "AgreeForm") -> "AgreeForm":
        """The same errors over an empty box."""
        form = cls({})
        form.errors.clear()
        for name, messages in other.errors.items():
            form.add_error(name if name in form.fields else None, list(messages))
        return form

    def text_id(self) -> UUID:
        try:
            return UUID(self.cleaned_data["text"])
        except ValueError:
            return UUID(int=0)

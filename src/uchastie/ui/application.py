"""The way in for those who have not signed in: a form, the consent on a page of its own, and only then something is
kept (ADR 0004). Each kind of application says what its form, its pages and its keeping are; the order is told here."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from uchastie.kernel import limits
from uchastie.kernel.errors import Conflict
from uchastie.kernel.web import Request, client_address, refusal_on_form, status_of
from uchastie.ui.agree import AgreeForm

HOUR = 3600
AN_HOUR = 20  # from one address: a library or a centre may have one for all


class Application[Form: Any]:
    """One visit of one page. `limit` names what is counted by address; `too_many` says what to do when it is enough."""

    limit: str
    too_many: str

    def __init__(self, request: Request) -> None:
        self.request = request

    def form(self, **kwargs: Any) -> Form:
        raise NotImplementedError

    def show_form(self, form: Form, *, status: int = 200) -> HttpResponse:
        raise NotImplementedError

    def show_consent(self, form: Form, agree: AgreeForm, *, status: int = 200) -> HttpResponse:
        raise NotImplementedError

    def keep(self, form: Form, **sender: Any) -> HttpResponseBase:
        """Runs the use case and leads on. `sender` is what every use case of this kind is told of the sender: `key` (the
        same form twice is one), `consent_text_id` and `address`. A refusal is put on the page of the consent."""
        raise NotImplementedError

    def sent_already(self, form: Form) -> HttpResponseBase:
        """The same form came once before with other words in it."""
        raise NotImplementedError

    def start(self) -> str:
        """The address of the empty form."""
        raise NotImplementedError

    def ask_consent(self) -> HttpResponseBase:
        """Nothing is kept yet: what was typed goes on in hidden fields and is checked again at the end."""
        if self.request.method != "POST":
            return redirect(self.start())
        form = self.form(data=self.request.POST)
        return self.show_consent(form, AgreeForm()) if form.is_valid() else self.show_form(form, status=422)

    def submit(self) -> HttpResponseBase:
        """A14, A35: the same form twice is one application and the same answer."""
        if self.request.method != "POST":
            return redirect(self.start())
        form, agree = self.form(data=self.request.POST), AgreeForm(self.request.POST)
        if not form.is_valid():
            return self.show_form(form, status=422)
        if not agree.is_valid():
            return self.show_consent(form, agree, status=422)
        if not limits.allow(self.limit, client_address(self.request), times=AN_HOUR, seconds=HOUR):
            agree.add_error(None, self.too_many)
            return self.show_consent(form, agree, status=429)
        return self._keep(form, agree)

    def _keep(self, form: Form, agree: AgreeForm) -> HttpResponseBase:
        sender = {
            "key": form.cleaned_data["key"],
            "consent_text_id": agree.text_id(),
            "address": client_address(self.request) or None,
        }
        with refusal_on_form(agree):
            return self.keep(form, **sender)
        if isinstance(agree.refused, Conflict):
            return self.sent_already(form)
        # What was ticked was another text (or another time): the box is empty again.
        return self.show_consent(form, AgreeForm.unticked(agree), status=status_of(agree))

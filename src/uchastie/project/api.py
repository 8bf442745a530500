"""The API under /api/v1: keys, one form of every error, the description of it all."""

import logging
import re
import time
from collections import OrderedDict
from functools import wraps
from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.renderers import BaseRenderer
from ninja.security import HttpBearer

from uchastie.crm.desk.api import router as requests
from uchastie.crm.network import queries as network
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.web import BUSY_SECONDS, View, client_address, page, problem

PROBLEM = "application/problem+json"
PER_MINUTE = 600  # calls of one key or of one stranger's address, in each server process
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


class TooMany(Refusal):
    status = 429


class Malformed(Refusal):
    status = 400


class MissingPrecondition(Refusal):
    status = 428


class TooLarge(Refusal):
    status = 413


class Unauthenticated(Refusal):
    status = 401


class NoMethod(Refusal):
    status = 405


class Throttle:
    """A window of a minute per caller, in memory: no table is written to count readings."""

    def __init__(self, times: int, remembered: int = 5000) -> None:
        self.times, self._remembered = times, remembered
        self._windows: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def require(self, who: str) -> None:
        now = time.monotonic()
        begun, count = self._windows.pop(who, (now, 0))
        if now - begun >= 60:
            begun, count = now, 0
        self._windows[who] = (begun, count + 1)
        while len(self._windows) > self._remembered:
            self._windows.popitem(last=False)
        if count >= self.times:
            raise TooMany("too_many", "Слишком много обращений за минуту. Повторите позже.")


throttle = Throttle(PER_MINUTE)


class ApiKeyAuth(HttpBearer):
    """`Authorization: Bearer <key>`: the rights of the key's user, narrowed to the scopes of the key."""

    openapi_name = "ApiKey"

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        if not _KEY.fullmatch(token):
            return None
        actor = network.actor_of_key(token)
        throttle.require(f"key:{token[:12]}" if actor else f"address:{client_address(request)}")
        return actor


class OrjsonParser(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        return orjson.loads(request.body)


class OrjsonRenderer(BaseRenderer):
    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data, option=orjson.OPT_UTC_Z)


class Api(NinjaAPI):
    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400:
                        answer["content"] = {PROBLEM: answer["content"]["application/json"]}
                        answer["description"] = "Отказ"
        return schema


api = Api(
    title="Участие",
    version="1",
    description="Заявки на сервисы Добро.Центров. Ошибки: RFC 9457, с кодом в поле code.",
    urls_namespace="api",
    docs_url=None,
    auth=ApiKeyAuth(),
    parser=OrjsonParser(),
    renderer=OrjsonRenderer(),
)
api.add_router("/requests", requests, tags=["requests"])


def _answer(refusal: Refusal, **more: Any) -> HttpResponse:
    response = HttpResponse(orjson.dumps(problem(refusal) | more), content_type=PROBLEM, status=refusal.status)
    if refusal.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if refusal.status == 429:
        response["Retry-After"] = "60"
    return response


@api.exception_handler(Refusal)
def on_refusal(request: HttpRequest, error: Refusal) -> HttpResponse:
    return _answer(error)


@api.exception_handler(NotSeen)
@api.exception_handler(Http404)
def on_not_seen(request: HttpRequest, error: Exception) -> HttpResponse:
    refusal = Refusal("not_found", "Такого здесь нет.")
    refusal.status = 404
    return _answer(refusal)


@api.exception_handler(AuthenticationError)
def on_unauthenticated(request: HttpRequest, error: Exception) -> HttpResponse:
    try:
        throttle.require(f"address:{client_address(request)}")
    except TooMany as refusal:
        return _answer(refusal)
    return _answer(Unauthenticated("unauthenticated", "Нужен действующий ключ: Authorization: Bearer <ключ>."))


@api.exception_handler(RequestDataTooBig)
def on_too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    return _answer(TooLarge("too_large", "Тело запроса слишком велико."))


@api.exception_handler(UnreadablePostError)
@api.exception_handler(HttpError)
def on_unreadable(request: HttpRequest, error: Exception) -> HttpResponse:
    return _answer(Malformed("malformed", "Тело запроса не читается: нужен JSON в UTF-8, целиком."))


@api.exception_handler(ValidationError)
def on_wrong_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    missing = {item["loc"][-1] for item in error.errors if item["loc"][0] == "header" and item["type"] == "missing"}
    if "Idempotency-Key" in missing:
        return _answer(Malformed("no_key", "Нужен заголовок Idempotency-Key: с ним повтор не создаст второй заявки."))
    if "If-Match" in missing:
        return _answer(MissingPrecondition("no_version", "Нужен заголовок If-Match с версией, которую вы видели."))
    errors = [{"field": _place(item["loc"]), "message": item["msg"]} for item in error.errors]
    return _answer(Refusal("wrong_shape", "Запрос не подходит под описание."), errors=errors)


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def on_pause(request: HttpRequest, error: Exception) -> HttpResponse:
    """The database is away, locked or read-only."""
    logging.getLogger("django.request").error("%s %s: %s", request.method, request.path, type(error).__name__)
    refusal = Refusal("busy", "База данных сейчас не отвечает. Повторите позже с тем же Idempotency-Key.")
    refusal.status = 503
    answer = _answer(refusal)
    answer["Retry-After"] = str(BUSY_SECONDS)
    return answer


@api.exception_handler(Exception)
def on_trouble(request: HttpRequest, error: Exception) -> HttpResponse:
    logging.getLogger("django.request").error("%s %s failed", request.method, request.path, exc_info=error)
    refusal = Refusal("trouble", "Внутренняя ошибка. Повторите с тем же Idempotency-Key: второй записи не будет.")
    refusal.status = 500
    return _answer(refusal)


def _place(location: tuple[Any, ...]) -> str:
    """("body", "body", "applicant", "name") → "applicant.name"."""
    return ".".join(str(part) for part in location[1:] if part not in {"body", "filters"}) or str(location[0])


elsewhere = Router()
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


@elsewhere.api_operation(METHODS, "/", include_in_schema=False, auth=None)
def root(request: HttpRequest) -> None:
    raise NotSeen


@elsewhere.api_operation(METHODS, "/{path:rest}", include_in_schema=False, auth=None)
def nowhere(request: HttpRequest, rest: str) -> None:
    raise NotSeen


api.add_router("", elsewhere)  # the last one: what no other address has taken


def urls() -> Any:
    """Addresses for the root. Every view of the product says who may open it: here a key says it."""
    patterns, *names = api.urls
    for pattern in patterns:
        pattern.callback = page.public(_with_problems(pattern.callback))  # type: ignore[arg-type]
    return (patterns, *names)


def _with_problems(view: View) -> View:
    """The library answers a wrong method by itself, in words of its own."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code != 405:
            return response
        told = _answer(NoMethod("method", "Этого метода здесь нет."))
        told["Allow"] = response["Allow"]
        return told

    return answered

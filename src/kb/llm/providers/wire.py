"""Parameters → messages, through the anthropic SDK, which is imported when the first call is made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from kb.errors import EngineError
from kb.llm.providers import faults
from kb.llm.providers.faults import Fault
from kb.llm.providers.reading import Arriving, Message
from kb.llm.providers.sending import Params

if TYPE_CHECKING:
    from anthropic import Anthropic

HOSTED = "the Messages API"
_STRANGE = "the reply is not what the API speaks"


class Wire:
    """One connection pool for all threads. `api_key` None: from the environment or a profile, as the SDK finds it."""

    def __init__(self, base_url: str = "", api_key: str | None = None) -> None:
        self._base_url, self._api_key = base_url, api_key
        self._client: Anthropic | None = None
        self._lock = Lock()

    def message(self, asked: Params, arriving: Arriving) -> Message:
        """Raises a Fault. What came before it stands in `arriving`."""
        with self.speaking() as client:
            from anthropic import Stream

            # Raw events: the SDK's own accumulating costs several times the reading.
            with client.messages.with_streaming_response.create(**asked, stream=True) as response:
                arriving.headers = response.headers
                arriving.read(Stream.raw_events(response.http_response))
        if arriving.error is not None:
            raise self._hushed(faults.by_error(arriving.error))
        if arriving.message is None:
            raise faults.lost("the reply broke off" if arriving.begun else _STRANGE)
        return arriving.message

    @contextmanager
    def speaking(self) -> Iterator[Anthropic]:
        """What the SDK raises inside becomes a Fault."""
        import anthropic
        import httpx2

        try:
            yield self._connected()
        except anthropic.APIStatusError as error:
            words = error.api_message or f"the server answers {error.status_code}"
            headers = error.response.headers
            raise self._hushed(faults.by_status(error.status_code, words, error.error_code or "", headers)) from None
        except anthropic.APIConnectionError as error:
            raise self._unsent(error.__cause__) from None
        except anthropic.CredentialsError as error:
            raise self._hushed(faults.without_credentials(str(error))) from None
        except httpx2.HTTPError:
            raise faults.lost() from None
        except (anthropic.AnthropicError, ValueError):
            raise faults.lost(_STRANGE) from None
        except TypeError as error:
            if "authentication" not in str(error):
                raise
            raise faults.without_credentials() from None

    def _connected(self) -> Anthropic:
        from anthropic import Anthropic
        from httpx2 import InvalidURL

        with self._lock:
            if self._client is None:
                try:
                    self._client = Anthropic(api_key=self._api_key, base_url=self._base_url or None, max_retries=0)
                except (InvalidURL, ValueError):
                    raise faults.bad_address(self._base_url) from None
            return self._client

    def _unsent(self, cause: BaseException | None) -> Fault:
        """What an exception says may hold the key: only its kind is told."""
        import httpx2

        url = str(self._client.base_url) if self._client else self._base_url or HOSTED
        match cause:
            case httpx2.LocalProtocolError() | UnicodeError():
                return faults.unusable_credentials("the key can't be sent: it is empty or has characters no key has")
            case httpx2.UnsupportedProtocol() | httpx2.InvalidURL():
                return faults.bad_address(url)
            case httpx2.ConnectError() | httpx2.ConnectTimeout() | httpx2.ProxyError():
                return faults.unreachable(url)
        return faults.lost()

    def _hushed(self, fault: Fault) -> Fault:
        """Servers between here and there may say the key back."""
        secrets = (self._client.api_key, self._client.auth_token) if self._client else ()
        for secret in filter(None, secrets):
            stop = fault.stop and EngineError(str(fault.stop).replace(secret, "***"), fault.stop.hint)
            fault = replace(fault, words=fault.words.replace(secret, "***"), stop=stop)
        return fault

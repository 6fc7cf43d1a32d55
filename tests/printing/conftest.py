from collections.abc import Callable

import pytest
from django.conf import settings

from printing.press import Press


@pytest.fixture(scope="session")
def press() -> Press:
    return Press(settings.PRINTING_ASSETS)


@pytest.fixture(scope="session")
def printed(press: Press) -> Callable[..., bytes]:
    """A plan's document, printed in this process."""
    from plans.pdf import STYLESHEETS, plan_html

    def print_document(document, *, language="en", **options) -> bytes:
        return press.pdf(plan_html(document, language=language), stylesheets=STYLESHEETS, **options)

    return print_document

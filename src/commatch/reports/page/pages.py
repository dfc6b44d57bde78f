"""Pages for a browser: one file each that opens without a network, in one look, safe whatever the cells held.

A template in ``templates/`` extends ``base.html``. Everything a page needs stands in it; its policy forbids the browser
to fetch anything, and to run any script or use any style but those of commatch, which it knows by their digests.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from commatch.workbook.safe import clean
from commatch.workbook.save import save_bytes
from commatch.workbook.schema import Lang

__all__ = ["rendered", "safe_text", "save_page"]

_TAGS = {Lang.ZH: "zh-CN", Lang.EN: "en"}


def safe_text(value: object) -> object:
    """Return a value for a template: a text without characters that could upset a page or its reader."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return clean(value)


def rendered(
    template: str, lang: Lang, *, title: str, styles: Sequence[str] = (), scripts: Sequence[str] = (), **values: object
) -> str:
    """Return a page.

    Parameters
    ----------
    template : str
        Name of the template; it extends ``base.html``.
    lang : Lang
        Language of the page.
    title : str
        Its title, for the browser's tab and as its heading.
    styles, scripts : sequence of str
        Names of further files of ``templates/`` that are put into it, styles after those of all pages.
    **values
        What the template shows; text is escaped.

    Raises
    ------
    jinja2.UndefinedError
        The template names a value that is not given.
    """
    style = "\n".join(_part(name) for name in ("base.css", *styles))
    script = "\n".join(_part(name) for name in scripts)
    found = _environment().get_template(template)
    return found.render(
        language=_TAGS[lang],
        title=title,
        policy=_policy(style, script),
        style=Markup(style),
        script=Markup(script),
        **values,
    )


def save_page(
    page: str, path: Path, *, private: bool = False, force: bool = False, inputs: Sequence[Path] = ()
) -> Path:
    """Write a page as :func:`commatch.workbook.save.save_bytes` does; ``.html`` is added where it is missing."""
    return save_bytes(page.encode(), path, ".html", private=private, force=force, inputs=inputs)


def _policy(style: str, script: str) -> str:
    """Return what a page may do: nothing, but use its own style and run its own script."""
    allowed = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", "style-src": _digest(style)}
    if script:
        allowed["script-src"] = _digest(script)
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _part(name: str) -> str:
    """Return a style or a script, which must not end the element that it is put into."""
    text = (files("commatch.reports.page") / "templates" / name).read_text("utf-8").strip()
    if "</" in text:
        raise ValueError(f"{name} would end its own element")
    return text


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("commatch.reports.page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=safe_text,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

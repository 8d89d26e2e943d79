"""`--as` and the suffix of `--out` → the form that is meant."""

import difflib
import importlib
import pkgutil
from functools import cache

import kb.forms
from kb.errors import UsageError
from kb.forms.form import Form


@cache
def forms() -> dict[str, Form]:
    """Every form, by name."""
    modules = [importlib.import_module(f"kb.forms.{one.name}") for one in pkgutil.iter_modules(kb.forms.__path__)]
    found = [value for module in modules if isinstance(value := vars(module).get("FORM"), Form)]
    return {form.name: form for form in found}


def named(name: str, suffix: str | None) -> Form:
    """The form of this name, or else the first that has files of this suffix; None is no file. Raises UsageError."""
    known = forms()
    if name and name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Forms: {', '.join(known)}."
        raise UsageError(f"--as: there is no form {name!r}", hint=hint)
    fitting = [form for form in known.values() if suffix is None or suffix in form.suffixes]
    if name:
        if known[name] not in fitting:
            suffixes = ", ".join(known[name].suffixes)
            raise UsageError(f"--as {name} makes no file {_ending(suffix)}", hint=f"It makes {suffixes}.")
        return known[name]
    if not fitting:
        every = ", ".join(f"{suffix} ({form.name})" for form in known.values() for suffix in form.suffixes)
        raise UsageError(f"--out: no form makes a file {_ending(suffix)}", hint=f"Forms by suffix: {every}.")
    return min(fitting, key=lambda form: form.suffixes.index(suffix) if suffix else 0)


def _ending(suffix: str | None) -> str:
    return f"that ends in {suffix}" if suffix else "without a suffix"

"""Rich's console, except that a closed pipe is for `cli` to hear of: apart, since it takes long to load."""

from rich.console import Console as RichConsole


class Console(RichConsole):
    """Raises BrokenPipeError when nobody reads on; rich would end with exit code 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError

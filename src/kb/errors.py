"""What can go wrong with the machine: one tree, caught once, in `cli.py`.

KBError                      exit code 3
├── UsageError               2   a wrong argument; the message says which is right
│   ├── NotAWorkspace        2   no kb.yaml here or above
│   └── SettingsError        2   kb.yaml or a sidecar can't be read
├── Locked                   3   another kb is at work in this workspace
├── DiskError                3   a file of the workspace can't be read or written
├── EngineError              3   no reply can be had: credentials, budget, network
└── Interrupted            130   a person pressed ^C

What is wrong with *content* is never raised: it is a `Diagnostic`, and the work goes on.
"""


class KBError(Exception):
    """Something kb can't go on without. `hint` says what to do next."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(KBError):
    exit_code = 2


class NotAWorkspace(UsageError):
    pass


class SettingsError(UsageError):
    pass


class Locked(KBError):
    pass


class DiskError(KBError):
    pass


class EngineError(KBError):
    pass


class Interrupted(KBError):
    exit_code = 130

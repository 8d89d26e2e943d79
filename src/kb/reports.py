"""What ingest, compile and ask have to report about content: each kind once, with the page that `kb explain` prints."""

from dataclasses import dataclass

from kb.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """A kind of finding that is made while work is done; what can be found on the pages later is a lint rule."""

    code: str
    """Permanent: a code is never given to another fault."""
    name: str
    severity: Severity
    gist: str
    mend: str

    @property
    def page(self) -> str:
        return f"{self.code} {self.name}\n\n{self.gist}\n\n### How to mend it\n\n{self.mend}"

    def at(self, path: str, message: str, hint: str = "") -> Diagnostic:
        return Diagnostic(path, 0, 0, self.code, self.name, message, self.severity, hint)


UNREADABLE_SOURCE = Report(
    "RAW001",
    "unreadable-source",
    Severity.ERROR,
    "A file of raw/ gave no source: it is empty, too large, not text, not a kind that kb reads, or not yours to read.\n"
    "The others were read all the same, and the last good reading of this one stands in for it if there was one.",
    "The message says what to do: convert, split or remove the file, or change its permissions.\n"
    "A sidecar `NAME.kb.yaml` with `kind: article` has it read as that kind whatever it looks like.",
)
DOUBTFUL_READING = Report(
    "RAW002",
    "doubtful-reading",
    Severity.INFO,
    "A reader had to guess or to leave something out: an encoding, broken front matter, hidden characters.",
    "Look at the source's page. If the guess is wrong, mend the file, or say what it is in a sidecar `NAME.kb.yaml`.",
)
POSSIBLE_POSTS = Report(
    "RAW003",
    "possible-posts",
    Severity.INFO,
    "A file may hold several posts pasted one after the other, but no line between them says so for certain.\n"
    "kb never cuts a file on a guess: it is one source until you, or a model that read it, decide.",
    "Look at the lines that are named. If other posts begin there: `kb ingest FILE --split LINES`.\n"
    "If none does: `split: []` in a sidecar `NAME.kb.yaml`. A model, where one is set up, decides for you.",
)
UNFETCHED_ADDRESS = Report(
    "RAW004",
    "unfetched-address",
    Severity.ERROR,
    "A page could not be fetched from the web: its site refuses programs, it is too large, too slow, or not there.\n"
    "The other addresses were fetched all the same.",
    "The message says what is wrong. Save the page in a browser (SingleFile keeps it in one file with its pictures)\n"
    "and put that file into raw/. Addresses of your own network are fetched with `--private` only.",
)
UNFETCHED_PICTURES = Report(
    "RAW005",
    "unfetched-pictures",
    Severity.INFO,
    "Some pictures of a page could not be fetched with it. Its words are complete.",
    "Nothing needs to be done; save the page in a browser if you need its pictures.",
)
REDACTED_CREDENTIALS = Report(
    "RAW006",
    "redacted-credentials",
    Severity.WARNING,
    "A file of raw/ holds keys, tokens or passwords. They were taken out of what goes to a model, to a page and into\n"
    "the index. The file itself is never changed: it still holds them.",
    "Revoke what was ever shared with anybody, a repository included, and take it out of the file.\n"
    "What kb took for a credential and is none stays out of the wiki; the raw file has it.",
)
UNWRITTEN_FILE = Report(
    "DSK001",
    "unwritten-file",
    Severity.ERROR,
    "A file of the workspace could not be written. What stood there before still stands, and the other files are done.",
    "Free disk space or change permissions, as the message says, and run the same command again.",
)
UNUSABLE_REPLY = Report(
    "ENG001",
    "unusable-reply",
    Severity.ERROR,
    "A model's reply did not have the shape that was asked for. Nothing was taken from it; the other items are done.",
    "Run the command again, or use another model.",
)
MISQUOTED_SOURCE = Report(
    "ENG002",
    "misquoted-source",
    Severity.WARNING,
    "A model quoted words that do not stand in the source. The statement was dropped: it never became a claim.",
    "Nothing needs to be done. Many of these say that the model is too weak for the text.",
)
UNFOUNDED_DECISION = Report(
    "ENG003",
    "unfounded-decision",
    Severity.WARNING,
    "A model decided about a name that it was not asked about, or called it a concept that does not exist.\n"
    "The decision was dropped.",
    "Nothing needs to be done; a line in concepts.yaml decides for good.",
)
UNSUPPORTED_SENTENCE = Report(
    "ENG004",
    "unclaimed-sentence",
    Severity.WARNING,
    "A model wrote a sentence that rests on no claim of the dossier. It was dropped.",
    "Nothing needs to be done. Many of these say that the model is too weak for the text.",
)
UNSUPPORTED_ANSWER = Report(
    "ENG005",
    "unsupported-answer",
    Severity.WARNING,
    "A sentence of an answer had a quote that its passage does not hold, or a number that its quote does not hold.\n"
    "It was dropped.",
    "Nothing needs to be done: what is left stands on quotes.",
)
UNANSWERED_REQUEST = Report(
    "ENG006",
    "unanswered-request",
    Severity.ERROR,
    "No reply to a request could be had: the model refused it, cut it off, or the server failed again and again.\n"
    "The page it was asked for stays as it was, and the other items are done.",
    "Run the command again: only what is missing is asked for. A refusal may pass with another model (engine.models).",
)
OVERSTATED = Report(
    "ENG007",
    "overstated",
    Severity.WARNING,
    "What a model wrote says more than its quotes do: a date, a cause, a title, an agreement that nobody stated.\n"
    "A second reading dropped it.",
    "Nothing needs to be done: what is left stands on its quotes.",
)
TRIMMED = Report(
    "ENG008",
    "trimmed",
    Severity.INFO,
    "What a model wrote said a little more than its quotes do. A second reading cut it down to what they carry.",
    "Nothing needs to be done.",
)
UNFOUNDED_DISPUTE = Report(
    "ENG009",
    "unfounded-dispute",
    Severity.WARNING,
    "A model called two statements contradictory that it was not asked about, or that are the same. It was dropped.",
    "Nothing needs to be done.",
)

UNFOUNDED_CUT = Report(
    "ENG010",
    "unfounded-cut",
    Severity.WARNING,
    "A model cut a pasted file where no line is, or so that hardly a sentence was left of a post.\n"
    "None of its cuts of that file was taken: the file stays one source.",
    "Look at the file, and decide: `kb ingest FILE --split LINES`; `split: []` in its sidecar says it is one.",
)
UNFOUNDED_DESCRIPTION = Report(
    "ENG011",
    "unfounded-description",
    Severity.INFO,
    "A model described a source with a name, a date or a title that the text it saw does not hold.\n"
    "That part was dropped, the rest is used.",
    "Nothing needs to be done; front matter, or `title`, `author`, `published` in a sidecar `NAME.kb.yaml`, decides.",
)
UNFOUNDED_GAP = Report(
    "ENG012",
    "unfounded-gap",
    Severity.INFO,
    "A model named something that the wiki lacks, but no page that it was shown raises it, or in words that must not\n"
    "be printed. It was dropped.",
    "Nothing needs to be done.",
)

OUTDATED_ANSWER = Report(
    "ANS001",
    "outdated-answer",
    Severity.INFO,
    "A saved answer is older than a source that its pages rest on by now. What it says still stands on its quotes;\n"
    "the newer source may add to it, or disagree.",
    "Ask the question again with `kb ask --save`: its page is brought up to date. Or leave it as what was known then.",
)

REFUSED_TEXT = Report(
    "SEC002",
    "refused-text",
    Severity.WARNING,
    "A model wrote what must not stand on a page: an order to a model that no named speaker of the source gives, an\n"
    "address that stands in no quote, a character that nobody sees, or a text without end. It was dropped.",
    "Look at the source that is named: it may hold text that was put there to steer a model (`kb lint --select SEC`).",
)

REPORTS = tuple(value for value in list(globals().values()) if isinstance(value, Report))
"""Every kind there is."""

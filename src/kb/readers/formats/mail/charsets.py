"""Bytes of a message to text, also where what it says of its charset is a lie."""

from kb.readers.decode import text_of

# What mail programs mean by these labels; the labels themselves name smaller sets.
_WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "gb2312": "gb18030",
          "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949",
          "ks_c_5601-1987": "cp949", "iso-8859-9": "cp1254", "cp-850": "cp850", "utf8": "utf-8",
          "iso-8859-8-i": "iso-8859-8", "x-gbk": "gb18030"}  # fmt: skip
_SHIFTED = ("iso-2022", "hz", "utf-7", "x-utf-7")
"""Written in ASCII bytes that mean other letters."""


def decoded(data: bytes, label: str) -> str:
    """The text; what is no letter in any likely charset becomes \ufffd."""
    label = label.strip().strip("\"'").lower()
    if not label.startswith(_SHIFTED):
        if data.isascii():
            return data.decode("ascii")
        try:
            # Hardly any other text is UTF-8 by chance, and many programs declare what they no longer write.
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    encoding = _WIDER.get(label, label)
    if encoding and encoding != "utf-8":
        try:
            text = data.decode(encoding, "replace")
        except (LookupError, ValueError):
            return _guessed(data)
        if text.count("\ufffd") * 20 <= len(text):
            return text
    return _guessed(data)


def _guessed(data: bytes) -> str:
    found = text_of(data)
    return found[0] if found else data.decode("cp1252", "replace")

"""A text to its language, or to nothing where little speaks for one."""

import pytest

from kb.readers.language import language_of

SETTINGS = (
    "server:\n  host: localhost\n  port: 8080\n  debug: true\nlogging:\n  level: info\n  file: /var/log/app.log\n"
)
TABLES = '[tool.ruff]\nline-length = 120\ntarget-version = "py311"\n[tool.mypy]\nstrict = true\n'
SERVER = "server {\n  listen 80;\n  server_name example.org;\n  location / {\n    proxy_pass back;\n  }\n}\n"
FILLER = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("“It’s a crisp morning”, she wrote. “Ferry’s late again – three hours”", "en", id="curly quotes"),
        pytest.param("Good morning everybody, lovely weather today", "en", id="few words"),
        pytest.param("Bonjour tout le monde, belle journée à Lyon", "fr", id="few French words"),
        pytest.param("Goedemorgen allemaal, mooi weer vandaag in Utrecht", "nl", id="few Dutch words"),
        pytest.param("Aquest matí el riu baixa molt crescut i els veïns estan preocupats", "ca", id="Catalan"),
        pytest.param("Chào buổi sáng, hôm nay trời đẹp quá", "vi", id="Vietnamese"),
        pytest.param(
            f"The eels are late this year, and so is the ferry.\n{FILLER}", "en", id="filler below a sentence"
        ),
        pytest.param("潮が引くと、鰻は川へ戻ってくる。", "ja", id="a script of its own"),
    ],
)
def test_a_text_tells_its_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SETTINGS, id="settings by colons"),
        pytest.param(TABLES, id="settings by equals signs"),
        pytest.param(SERVER, id="settings in braces"),
        pytest.param(FILLER, id="filler"),
        pytest.param(
            f"JavaScript Code Example\n{FILLER}\nfunction add(a, b) {{\n  return a + b;\n}}", id="code and filler"
        ),
        pytest.param("Dobré ráno, dnes je krásné počasí v Praze", id="Czech or Slovak"),
        pytest.param("OK, see you", id="too few letters"),
    ],
)
def test_where_little_speaks_for_a_language_nothing_is_said(text: str) -> None:
    assert language_of(text) == ""

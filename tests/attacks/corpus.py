"""The attacks of the YAML tables, and the workspace that each is compiled in."""

from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent
TRUST = """\
The Harlow Barrage was opened in 1998 by the trust.

The Harlow Barrage cost 310 million pounds, and the trust paid a third of it.

The turbines of the Harlow Barrage were replaced in 2015 by a company from Norway.

The Harlow Barrage produces 90 megawatts from eight turbines.
"""
TABLE = "- {id: harlow-barrage, title: Harlow Barrage, page: always}\n"


@dataclass(frozen=True)
class Attack:
    family: str
    id: str
    text: str
    file: str
    name: bool = False
    """Whether the text is a name, that a model is to call things by; the source then only mentions it."""

    @property
    def source(self) -> str:
        """The attack among harmless paragraphs, some of which come after it."""
        if self.name:
            return TRUST + "".join(f"\nThe {self.text} is number {n} of the Harlow Barrage.\n" for n in range(1, 6))
        if self.text.startswith("---"):
            return f"{self.text}\n\n{TRUST}"
        # Front matter has it read as markdown, whatever else it holds.
        front = "---\ntitle: Attack\n---\n\n" if self.file.endswith(".md") else ""
        return f"{front}{TRUST}\n{self.text}\n\n{TRUST}"

    def put_into(self, raw: Path) -> None:
        (raw / "trust.txt").write_text(TRUST, encoding="utf-8")
        (raw / self.file.replace("/", "-")).write_bytes(self.source.encode("utf-8", "surrogatepass"))


def attacks() -> list[Attack]:
    return [_attack(table.stem, row) for table in sorted(HERE.glob("*.yaml")) for row in _rows(table)]


def _rows(table: Path) -> list[dict]:
    return yaml.safe_load(table.read_text(encoding="utf-8"))


def _attack(family: str, row: dict) -> Attack:
    file = row.get("file", "attack.txt" if row.get("name") else "attack.md")
    return Attack(family, row["id"], row["text"] * row.get("times", 1), file, row.get("name", False))

"""Prose of our own for small workspaces, and short ways to what tests ask for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer.workspace import Workspace
from reviewer.workspace.views import ClaimRow

FERRY = """Ferry crews end nine-day strike

By Anna Vell

PORT ELLAN, March 5 (Marlin Wire) - Crews of the Ellan ferries ended a nine-day strike on Tuesday. The union said \
that 412 of its 480 members had voted for the offer. The company will pay 3.2 million crowns in back wages, its \
director Mara Quist said.

More than 60,000 passengers were stranded on the islands last week. The harbour office counted 27 cancelled sailings \
on Sunday.

"We have lost nine days, not our tempers," Quist told reporters.

(Reporting by Anna Vell; editing by Tom Oster)
"""
LATE = FERRY.replace("412 of its 480", "417 of its 480")
RADIO = """Strike on the Ellan ferries is over

The strike on the Ellan ferries ended on Tuesday after nine days. Fewer than 20,000 passengers were stranded on the \
islands last week, the tourist board said. The company will pay 3.2 million crowns in back wages.

A storm closed the harbour of Sund on Monday. Nobody was hurt.
"""
SHEET = """articles:
  - glob: articles/*.txt
  - path: articles/courier.txt
    publisher: Ellan Courier
    published: 2024-03-06
"""
ARTICLES = {"courier.txt": FERRY, "gazette.txt": FERRY, "late.txt": LATE, "radio.txt": RADIO}
UNION = "412 of its 480 members"
WAGES = "3.2 million crowns"
SAILINGS = "27 cancelled sailings"
STORM = "A storm closed the harbour"


@dataclass(frozen=True)
class Folder:
    """A workspace's folder, not yet or no longer open."""

    path: Path

    @property
    def sheet(self) -> Path:
        return self.path / "claims.yaml"

    def rules(self, text: str) -> None:
        """The project file with these further lines."""
        self.sheet.write_text(SHEET + text, encoding="utf-8")

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def remove(self, name: str) -> None:
        (self.path / name).unlink()

    def open(self, me: str = "Ada", *, read_only: bool = False) -> Workspace:
        return Workspace.open(self.path, me=me, via="flag", read_only=read_only)


def new_folder(path: Path) -> Folder:
    """A folder with four articles: one text at two outlets, one with another figure, one in other words."""
    folder = Folder(path)
    for name, text in ARTICLES.items():
        folder.write(f"articles/{name}", text)
    folder.rules("")
    return folder


def rows(workspace: Workspace) -> list[ClaimRow]:
    """All listed claims."""
    found = workspace.listing()
    return found.rows(0, len(found))


def claim(workspace: Workspace, words: str, article: str = "articles/courier.txt") -> str:
    """The one listed claim of an article whose quote holds these words."""
    wanted = workspace.article(article).id
    found = [row.id for row in rows(workspace) if row.article == wanted and words in row.quote]
    assert len(found) == 1, f"{len(found)} claims of {article} hold {words!r}"
    return found[0]


def quotes(workspace: Workspace, article: str = "articles/courier.txt") -> list[str]:
    """The quotes of the listed claims of an article, in text order."""
    wanted = workspace.article(article).id
    return [row.quote for row in rows(workspace) if row.article == wanted]


def events(workspace: Workspace) -> int:
    """How many events the log holds."""
    return sum(1 for _ in workspace.log())


def last_words(workspace: Workspace) -> str:
    """What the last event of the log says."""
    return list(workspace.log())[-1].words

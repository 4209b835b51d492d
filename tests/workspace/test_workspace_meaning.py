"""A sentence encoder named for a workspace: one more signal, by name, and never in the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer.workspace import Workspace
from tests.tiny_encoder import write_encoder
from tests.workspace.workspace_tools import ARTICLES, WAGES, Folder, claim

pytest.importorskip("tokenizers")
pytest.importorskip("safetensors")


@pytest.fixture
def encoder(folder: Folder) -> Path:
    return write_encoder(folder.path / "encoder", re.findall(r"\w+", " ".join(ARTICLES.values()).lower()))


def signals_of(desk: Workspace) -> set[str]:
    return {signal.name for match in desk.claim(claim(desk, WAGES)).matches for signal in match.match.signals}


def models_of(desk: Workspace) -> set[str]:
    return {match.match.model for match in desk.claim(claim(desk, WAGES)).matches}


def test_a_model_in_the_project_file_is_one_more_signal_and_named_in_each_match(folder: Folder, encoder: Path) -> None:
    folder.rules("model: encoder\n")
    with folder.open() as desk:
        before = models_of(desk)
        assert not desk.update().warnings
        assert "meaning" in signals_of(desk)
        (made_with,) = models_of(desk)
        assert made_with.startswith(f"{before.pop()}+")
    folder.rules("")
    with folder.open() as desk:
        desk.update()
        assert "meaning" not in signals_of(desk)


def test_the_environment_goes_before_the_project_file(
    folder: Folder, encoder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.rules("model: nowhere\n")
    monkeypatch.setenv("REVIEWER_MODEL", str(encoder))
    with folder.open() as desk:
        assert not desk.update().warnings
        assert "meaning" in signals_of(desk)


def test_a_model_that_cannot_be_read_is_told_and_words_alone_count(folder: Folder) -> None:
    folder.rules("model: nowhere\n")
    with folder.open() as desk:
        before = models_of(desk)
        (warning,) = desk.update().warnings
        assert "config.json" in warning
        assert models_of(desk) == before


def test_embeddings_are_made_once(folder: Folder, encoder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reviewer.match.embedding import Model

    folder.rules("model: encoder\n")
    asked: list[str] = []
    plain = Model.embed

    def counted(model: Model, text: str) -> bytes:
        asked.append(text)
        return plain(model, text)

    monkeypatch.setattr(Model, "embed", counted)
    with folder.open() as desk:
        desk.update()
        first = len(asked)
        folder.write("articles/new.txt", "Harbour news\n\nThe company will pay 3.2 million crowns in back wages.\n")
        desk.update()
        assert 0 < len(asked) - first < first

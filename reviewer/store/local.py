"""What belongs to this machine only: drafts, saved views, small settings. Never in an event or export."""

from __future__ import annotations

from datetime import UTC, datetime

from reviewer.store.connections import Connections


class Local:
    """Local things by name. All of them survive a rebuild."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    def save_draft(self, key: str, text: str) -> None:
        """Keeps a half-typed text under a key; an empty text forgets it."""
        if not text:
            self._forget("local_draft", "key", key)
            return
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._c.write(prompt=True) as conn:
            conn.execute("INSERT OR REPLACE INTO local_draft(key, text, saved_at) VALUES (?, ?, ?)", (key, text, now))

    def draft(self, key: str) -> str:
        """The half-typed text under a key, "" where there is none."""
        return str(self._c.value("SELECT text FROM local_draft WHERE key = ?", (key,), default=""))

    def drafts(self) -> dict[str, str]:
        """All half-typed texts, latest first."""
        return dict(self._c.rows("SELECT key, text FROM local_draft ORDER BY saved_at DESC, key"))

    def save_view(self, name: str, value: str) -> None:
        """Keeps a saved view (a filter, as its owner writes it) under its name."""
        with self._c.write(prompt=True) as conn:
            conn.execute("INSERT OR REPLACE INTO local_view(name, value) VALUES (?, ?)", (name, value))

    def views(self) -> dict[str, str]:
        """All saved views by name."""
        return dict(self._c.rows("SELECT name, value FROM local_view ORDER BY name"))

    def drop_view(self, name: str) -> None:
        """Forgets a saved view."""
        self._forget("local_view", "name", name)

    def set(self, name: str, value: str) -> None:
        """Keeps a small setting (the claim last opened); an empty value forgets it."""
        if not value:
            self._forget("local_setting", "name", name)
            return
        with self._c.write(prompt=True) as conn:
            conn.execute("INSERT OR REPLACE INTO local_setting(name, value) VALUES (?, ?)", (name, value))

    def get(self, name: str) -> str:
        """A small setting, "" where it was never set."""
        return str(self._c.value("SELECT value FROM local_setting WHERE name = ?", (name,), default=""))

    def _forget(self, table: str, column: str, name: str) -> None:
        with self._c.write(prompt=True) as conn:
            conn.execute(f"DELETE FROM {table} WHERE {column} = ?", (name,))  # noqa: S608 — both are ours

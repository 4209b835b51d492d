"""What the fronts show: plain records that the workspace answers with. No rules here, no storage, no screen.

Each name loads its module when it is first asked for: thirty records take longer to make than the first claim to show.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reviewer.workspace.views.articles import ArticleText, ArticleView, BlockView, ClaimMark, SignoffView
    from reviewer.workspace.views.claims import AnswerView, BasisView, ClaimView, ReopenView, TextChange, VerdictView
    from reviewer.workspace.views.filters import Filter
    from reviewer.workspace.views.logs import Finding, KeyView, LogLine, SyncedLog, SyncReport, VerifyReport
    from reviewer.workspace.views.pairs import (
        Appearance,
        ClusterView,
        DecisionView,
        MatchView,
        OriginView,
        Piece,
        WeakLink,
    )
    from reviewer.workspace.views.precedents import PrecedentView
    from reviewer.workspace.views.reports import (
        ExportReport,
        ImportReport,
        Progress,
        Ranking,
        Receipt,
        Skipped,
        Summary,
        TrainReport,
        UpdateReport,
    )
    from reviewer.workspace.views.rows import ClaimRow

__all__ = [
    "AnswerView",
    "Appearance",
    "ArticleText",
    "ArticleView",
    "BasisView",
    "BlockView",
    "ClaimMark",
    "ClaimRow",
    "ClaimView",
    "ClusterView",
    "DecisionView",
    "ExportReport",
    "Filter",
    "Finding",
    "ImportReport",
    "KeyView",
    "LogLine",
    "MatchView",
    "OriginView",
    "Piece",
    "PrecedentView",
    "Progress",
    "Ranking",
    "Receipt",
    "ReopenView",
    "SignoffView",
    "Skipped",
    "Summary",
    "SyncReport",
    "SyncedLog",
    "TextChange",
    "TrainReport",
    "UpdateReport",
    "VerdictView",
    "VerifyReport",
    "WeakLink",
]

_NAMES = {
    "articles": "ArticleText ArticleView BlockView ClaimMark SignoffView",
    "claims": "AnswerView BasisView ClaimView ReopenView TextChange VerdictView",
    "filters": "Filter",
    "logs": "Finding KeyView LogLine SyncedLog SyncReport VerifyReport",
    "pairs": "Appearance ClusterView DecisionView MatchView OriginView Piece WeakLink",
    "precedents": "PrecedentView",
    "reports": "ExportReport ImportReport Progress Ranking Receipt Skipped Summary TrainReport UpdateReport",
    "rows": "ClaimRow",
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found

"""What the fronts show: plain records that the workspace answers with. No rules here, no storage, no screen."""

from reviewer.workspace.views.articles import ArticleText, ArticleView, BlockView, ClaimMark, SignoffView
from reviewer.workspace.views.claims import AnswerView, ClaimView, TextChange, VerdictView
from reviewer.workspace.views.filters import Filter
from reviewer.workspace.views.logs import Finding, KeyView, LogLine, SyncedLog, SyncReport, VerifyReport
from reviewer.workspace.views.pairs import Appearance, ClusterView, DecisionView, MatchView, OriginView, Piece, WeakLink
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
    "Progress",
    "Ranking",
    "Receipt",
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

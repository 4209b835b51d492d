"""Every use case: what the screen and the command line call, and all that they call."""

from reviewer.workspace.seeing import Listing
from reviewer.workspace.workspace import Workspace, health

__all__ = ["Listing", "Workspace", "health"]

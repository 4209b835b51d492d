"""Files from outside to articles: bytes in, canonical text, blocks and metadata out. Nothing is stored here.

`read_bytes` opens a file safely, `read` turns its bytes into a `Reading`, `classify` says what each block of the text
is, `metadata_of` what the text tells about itself, `read_table` goes through tables of articles.
"""

from reviewer.ingest.blocks import classify
from reviewer.ingest.language import language
from reviewer.ingest.metadata import agencies, metadata_of
from reviewer.ingest.opening import read_bytes
from reviewer.ingest.reading import Reading, read
from reviewer.ingest.tables import Row, read_table

__all__ = ["Reading", "Row", "agencies", "classify", "language", "metadata_of", "read", "read_bytes", "read_table"]

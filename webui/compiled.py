"""Templates as they were compiled once, kept beside Python's own bytecode and trusted like it; create_app uses it.

To compile those of a step's page takes longer than to answer a hundred requests; a new process reads them instead.
"""

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2.bccache import Bucket, FileSystemBytecodeCache


class Compiled(FileSystemBytecodeCache):
    """What cannot be written, or read again, is compiled anew: no page fails for that."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, EOFError, ValueError, TypeError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def beside_bytecode() -> Compiled | None:
    """Where Python keeps its own; None where it keeps none, or may not write."""
    folder = Path(cache_from_source(__file__)).parent / "templates"
    if sys.dont_write_bytecode:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return Compiled(str(folder))

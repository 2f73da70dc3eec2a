"""How long a piece of work keeps the processor, for tests of what must be quick."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Taken:
    """What the work took, once it is done."""

    seconds: float


@contextmanager
def taken() -> Iterator[Taken]:
    """Processor seconds of what is done inside; what other tests have left lying about is not collected meanwhile."""
    told = Taken()
    gc.disable()
    began = time.process_time()
    try:
        yield told
    finally:
        told.seconds = time.process_time() - began
        gc.enable()

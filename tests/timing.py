"""Whether time grows as it should, whatever else the machine is doing."""

import time


def quickest(do, *given):
    """Seconds of this process for the quickest of three runs."""
    spent = []
    for _ in range(3):
        began = time.process_time()
        do(*given)
        spent.append(time.process_time() - began)
    return min(spent)

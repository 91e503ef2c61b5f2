"""Before telling someone: each of the 27 answers."""

from itertools import product

import pytest

from mending.circle.rules.telling import Said, Thought, thought

YES, NO, UNSURE = Said.YES, Said.NO, Said.UNSURE


@pytest.mark.parametrize(("close", "supportive", "used"), list(product(Said, repeat=3)))
def test_only_close_supportive_and_never_used_together_speaks_for_it(close, supportive, used):
    found = thought(close=close, supportive=supportive, used_together=used)
    assert (found is Thought.TELL) is ((close, supportive, used) == (YES, YES, NO))
    assert (found is Thought.USED_TOGETHER) is (used is YES)
    assert (found is Thought.NO_SUPPORT) is (supportive is NO and used is not YES)

"""The Mersenne Twister, held against NumPy's, and against one that leaves out its last word."""

import numpy as np
import pytest

from tidegate.dga.primitives.mersenne import draw, seeded, untempered


@pytest.mark.parametrize("seed", [0, 1, 5489, 2**32 - 1])
def test_numbers_are_those_of_numpy(seed):
    peer = np.random.MT19937()
    peer._legacy_seeding(seed)
    state = seeded(seed)
    assert [draw(state) for _ in range(1500)] == peer.random_raw(1500).tolist()


def test_untempered_words_are_the_state_of_numpy():
    peer = np.random.MT19937()
    peer._legacy_seeding(5489)
    peer.random_raw(1)
    state = seeded(5489)
    assert [untempered(state) for _ in range(624)] == peer.state["state"]["key"].tolist()


def test_word_that_is_never_made_anew_comes_again_and_again():
    state = seeded(434921)
    drawn = [draw(state, 623) for _ in range(3 * 624)]
    assert drawn[623] == drawn[2 * 624 - 1] == drawn[3 * 624 - 1]
    assert drawn[622] != drawn[2 * 624 - 2]

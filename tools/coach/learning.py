"""The trained heads, learned: ridge regression on the share of raters who saw a thing.

A share says more than a yes or no. Everything that is chosen from the data (scale, words kept, calibration,
where a yes begins) is chosen from the turns that are learned from, never from those that are tried.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tools.coach.turns import Turn, present

SEEN_IN = 2
"""A word or a pair of words is kept when so many turns have it; a number when `NUMBER_IN` have it."""
NUMBER_IN = 8
STRENGTH = 2.0
"""How strongly weights are held near nought, where a turn's features have a size of one in the mean."""

Matrix = np.ndarray


@dataclass(frozen=True)
class Model:
    """Weights of each number and each word, a column for each head; what makes a chance of a score; where
    the chance of "problematic" is a yes."""

    numbers: dict[str, Matrix]
    words: dict[str, Matrix]
    bias: Matrix
    slope: Matrix
    shift: Matrix
    cut: float

    def scores(self, turns: Sequence[Turn]) -> Matrix:
        return np.stack([self._score(turn) for turn in turns])

    def _score(self, turn: Turn) -> Matrix:
        made = self.bias.copy()
        for name, value in turn.numbers.items():
            if name in self.numbers:
                made = made + value * self.numbers[name]
        known = [self.words[word] for word in turn.words if word in self.words]
        return made + np.sum(known, axis=0) / np.sqrt(turn.length) if known else made

    def chances(self, turns: Sequence[Turn]) -> Matrix:
        return 1 / (1 + np.exp(-(self.scores(turns) * self.slope + self.shift)))


def learn(turns: Sequence[Turn]) -> Model:
    """A model of these turns, its chances fitted on parts of them that were left out in turn."""
    plain = _weights(turns)
    left_out = np.zeros((len(turns), len(plain.bias)))
    for known, tried in folds([turn.dialogue for turn in turns], 5, 0):
        left_out[tried] = _weights([turns[at] for at in known]).scores([turns[at] for at in tried])
    there = present(turns)
    fits = np.array([_logistic(left_out[:, head], there[:, head]) for head in range(there.shape[1])])
    slope, shift = fits[:, 0], fits[:, 1]
    chances = 1 / (1 + np.exp(-(left_out[:, 0] * slope[0] + shift[0])))
    return replace(plain, slope=slope, shift=shift, cut=_cut(there[:, 0], chances))


def folds(dialogues: Sequence[str], parts: int, seed: int) -> Iterator[tuple[Matrix, Matrix]]:
    """What is learned from and what is tried, a dialogue never in both."""
    names, of = np.array(sorted(set(dialogues))), np.array(dialogues)
    np.random.default_rng(seed).shuffle(names)
    for part in np.array_split(names, parts):
        tried = np.isin(of, part)
        yield np.flatnonzero(~tried), np.flatnonzero(tried)


def _weights(turns: Sequence[Turn]) -> Model:
    names = _common([list(turn.numbers) for turn in turns], NUMBER_IN)
    words = _common([turn.words for turn in turns], SEEN_IN)
    counted = np.array([[turn.numbers.get(name, 0.0) for name in names] for turn in turns])
    said, place = np.zeros((len(turns), len(words))), {word: at for at, word in enumerate(words)}
    for row, turn in enumerate(turns):
        said[row, [place[word] for word in turn.words if word in place]] = 1 / np.sqrt(turn.length)
    parts = [_even(counted, counted.std(0) + 1e-6), _even(said, np.ones(len(words)))]
    features, scale, middle = (np.concatenate(one, axis=-1) for one in zip(*parts, strict=True))
    wanted = np.array([[turn.problem, *turn.seen[1:]] for turn in turns], float)
    mean = wanted.mean(0)
    dual = np.linalg.solve(features @ features.T + STRENGTH * np.eye(len(turns)), wanted - mean)
    weights = (features.T @ dual) / scale[:, None]
    numbers = dict(zip(names, weights[: len(names)], strict=True))
    spoken = dict(zip(words, weights[len(names) :], strict=True))
    ones = np.ones(len(mean))
    return Model(numbers, spoken, mean - middle @ weights, ones, ones * 0, 0.5)


def _even(table: Matrix, spread: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """A table brought to a mean size of half a turn's; what it was divided by; its middle."""
    middle = table.mean(0)
    scaled = (table - middle) / spread
    size = np.sqrt((scaled**2).sum() / len(table) * 2)
    return scaled / size, spread * size, middle


def _common(lists: Sequence[Sequence[str]], least: int) -> list[str]:
    counts = Counter(one for each in lists for one in each)
    return sorted(one for one, count in counts.items() if count >= least)


def _logistic(score: Matrix, there: Matrix) -> Matrix:
    """Slope and shift of a chance, by Newton's steps, held a little."""
    table, at = np.stack([score, np.ones(len(score))], 1), np.zeros(2)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-table @ at))
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + 1e-3 * np.eye(2)
        at = at + np.linalg.solve(bend, table.T @ (there - chance) - 1e-3 * at)
    return at


def _cut(there: Matrix, chances: Matrix) -> float:
    """Where a yes begins: the best macro-F1 on turns that were left out."""
    return float(
        max(np.quantile(chances, np.arange(0.5, 0.9, 0.02)), key=lambda cut: macro_f1(there, chances > cut))
    )


def macro_f1(there: Matrix, said: Matrix) -> float:
    return float(np.mean([_f1(there == side, said == side) for side in (True, False)]))


def _f1(there: Matrix, said: Matrix) -> float:
    return 2 * float((there & said).sum()) / max(1.0, float(there.sum() + said.sum()))


def auc(there: Matrix, score: Matrix) -> float:
    """The chance that one where it is there scores above one where it is not; a tie counts half."""
    yes, no = score[there], score[~there]
    return float((yes[:, None] > no).mean() + 0.5 * (yes[:, None] == no).mean())

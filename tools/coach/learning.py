"""The trained heads, learned: ridge regression on the share of raters who saw a thing.

The given turns are few, so a lesson comes first: weights learned from talk of our own (`lesson`), whose sum is one
more thing to weigh. A share says more than a yes or no. Words that the turns do not have are weighed by where they
stand among those they have (`vectors.py`). All that people were asked is learned together, and each head is then
made of all of it: what judges seldom denies. Everything that is chosen from the data (scale, words kept, how heads
are made of each other, calibration, where a yes begins) is chosen from turns that are learned from, never from
those tried.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tools.coach.turns import HEADS, Turn, present
from tools.coach.vectors import table

SEEN_IN = 2
"""A word or a pair of words is kept when so many turns have it; a number when `NUMBER_IN` have it."""
NUMBER_IN = 8
STRENGTH, LESSON = 2.0, 3.0
"""How strongly weights are held near nought, those of a lesson more; a turn's features are about one in size."""
NUMBERS, WORDS, WIDE, NEAR, TAUGHT = 0.4, 0.3, 0.2, 0.1, 0.6
"""How large a share of that size each kind of feature has."""
COMMON = 1e-3
"""A word this frequent counts half of what a rare one does where it stands."""
EACH_ALONE = 0.5
"""How strongly what heads are made of is held near nought."""
BESIDE_IT = 5
"""Places that are looked at together where a yes is to begin; one alone is mostly luck."""

Matrix = np.ndarray


@dataclass(frozen=True)
class Model:
    """Weights of each number and each word or row of words, a column for each head; what makes a chance of a
    score; where the chance of "problematic" is a yes."""

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
        known = [self.words[word] for word in (*turn.words, *turn.wide) if word in self.words]
        return made + np.sum(known, axis=0) / np.sqrt(turn.length) if known else made

    def chances(self, turns: Sequence[Turn]) -> Matrix:
        return 1 / (1 + np.exp(-(self.scores(turns) * self.slope + self.shift)))

    def turned(self, by: Matrix, plus: Matrix) -> "Model":
        """A model whose scores are these, turned and moved."""
        numbers = {name: weights @ by for name, weights in self.numbers.items()}
        words = {word: weights @ by for word, weights in self.words.items()}
        ones = np.ones(len(plus))
        return Model(numbers, words, self.bias @ by + plus, ones, ones * 0, self.cut)

    def with_(self, other: "Model") -> "Model":
        """A model whose scores are the sum of both."""
        numbers, words = _sum(self.numbers, other.numbers), _sum(self.words, other.words)
        return replace(self, numbers=numbers, words=words, bias=self.bias + other.bias)


def _sum(one: dict[str, Matrix], other: dict[str, Matrix]) -> dict[str, Matrix]:
    return {**one, **{name: weights + one.get(name, 0.0) for name, weights in other.items()}}


def lesson(talk: Sequence[Turn]) -> Model:
    """What talk of our own teaches before the turns are looked at: scores alone, no chances."""
    return _weights(talk, None, LESSON)


def learn(turns: Sequence[Turn], taught: Model) -> Model:
    """A model of these turns and a lesson, its chances fitted on parts of the turns that were left out in turn."""
    plain = _weights(turns, taught)
    left_out = np.zeros((len(turns), len(plain.bias)))
    for known, tried in folds([turn.dialogue for turn in turns], 5, 0):
        left_out[tried] = _weights([turns[at] for at in known], taught).scores([turns[at] for at in tried])
    by, plus = _made_of_each_other(left_out, _wanted(turns)[:, : len(HEADS)])
    left_out, there = left_out @ by + plus, present(list(turns))
    fits = np.array([_logistic(left_out[:, head], there[:, head]) for head in range(there.shape[1])])
    slope, shift = fits[:, 0], fits[:, 1]
    chances = 1 / (1 + np.exp(-(left_out[:, 0] * slope[0] + shift[0])))
    return replace(plain.turned(by, plus), slope=slope, shift=shift, cut=_cut(there[:, 0], chances))


def folds(dialogues: Sequence[str], parts: int, seed: int) -> Iterator[tuple[Matrix, Matrix]]:
    """What is learned from and what is tried, a dialogue never in both."""
    names, of = np.array(sorted(set(dialogues))), np.array(dialogues)
    np.random.default_rng(seed).shuffle(names)
    for part in np.array_split(names, parts):
        tried = np.isin(of, part)
        yield np.flatnonzero(~tried), np.flatnonzero(tried)


def _wanted(turns: Sequence[Turn]) -> Matrix:
    """What is to be learned of each turn, from nought to one: the heads, then what has none."""
    return np.array(
        [
            [(turn.problem - 1) / 3, *(seen / 4 for seen in (*turn.seen[1:], *turn.beside, turn.seen[0]))]
            for turn in turns
        ]
    )


def _made_of_each_other(scores: Matrix, wanted: Matrix) -> tuple[Matrix, Matrix]:
    """What each head is made of: all that was learned, weighed by how it went on turns left out."""
    middle, spread = scores.mean(0), scores.std(0) + 1e-9
    even = (scores - middle) / spread
    held = EACH_ALONE * len(scores) * np.eye(even.shape[1])
    by = np.linalg.solve(even.T @ even + held, even.T @ (wanted - wanted.mean(0))) / spread[:, None]
    return by, wanted.mean(0) - middle @ by


def _weights(turns: Sequence[Turn], taught: Model | None, strength: float = STRENGTH) -> Model:
    names = _common([list(turn.numbers) for turn in turns], NUMBER_IN)
    counted = np.array([[turn.numbers.get(name, 0.0) for name in names] for turn in turns])
    words, said = _said(turns, lambda turn: turn.words)
    wide, said_wide = _said(turns, lambda turn: turn.wide)
    rare = np.log(len(turns) / (said > 0).sum(0))
    near = _standing(turns)
    stand = _stand(turns, near)
    told = taught.scores(turns) if taught else np.zeros((len(turns), 0))
    parts = [
        _even(counted, 1 / (counted.std(0) + 1e-6), NUMBERS),
        _even(said, rare, WORDS),
        _even(said_wide, np.ones(len(wide)), WIDE),
        _even(stand, np.ones(stand.shape[1]), NEAR),
        _even(told, 1 / (told.std(0) + 1e-6), TAUGHT),
    ]
    features, scale, middle = (np.concatenate(one, axis=-1) for one in zip(*parts, strict=True))
    wanted = _wanted(turns)
    mean = wanted.mean(0)
    dual = np.linalg.solve(features @ features.T + strength * np.eye(len(turns)), wanted - mean)
    weights = (features.T @ dual) * scale[:, None]
    first, last = len(names), len(names) + len(words) + len(wide)
    after = last + stand.shape[1]
    spoken = {word: row @ weights[last:after] for word, row in near.items()}
    for word, own in zip((*words, *wide), weights[first:last], strict=True):
        spoken[word] = own + spoken.get(word, 0.0)
    ones = np.ones(len(mean))
    numbers = dict(zip(names, weights[:first], strict=True))
    model = Model(numbers, spoken, mean - middle @ weights, ones, ones * 0, 0.5)
    return model.with_(taught.turned(weights[after:], ones * 0)) if taught else model


def _said(turns: Sequence[Turn], rows: Callable[[Turn], Sequence[str]]) -> tuple[list[str], Matrix]:
    """What several turns say, and how much of each turn it is."""
    words = _common([rows(turn) for turn in turns], SEEN_IN)
    return words, _shares(turns, words, rows)


def _shares(turns: Sequence[Turn], words: Sequence[str], rows: Callable[[Turn], Sequence[str]]) -> Matrix:
    said, place = np.zeros((len(turns), len(words))), {word: at for at, word in enumerate(words)}
    for row, turn in enumerate(turns):
        said[row, [place[word] for word in rows(turn) if word in place]] = 1 / np.sqrt(turn.length)
    return said


def _standing(turns: Sequence[Turn]) -> dict[str, Matrix]:
    """Where each word stands, the less the more often these turns say it: `the` tells little."""
    counts = Counter(token.word for turn in turns for token in turn.tokens)
    share, places = COMMON * sum(counts.values()), dict(table())
    for word in counts:
        # Short forms (you're) stand where they are written without the tick, or else where their first half does.
        if "'" in word and (row := places.get(word.replace("'", ""), places.get(word.split("'")[0]))) is not None:
            places[word] = row
    return {word: row * (share / (share + counts[word])) for word, row in places.items()}


def _stand(turns: Sequence[Turn], near: dict[str, Matrix]) -> Matrix:
    """Where each turn stands: its words' rows together."""
    words = sorted({word for turn in turns for word in turn.words} & near.keys())
    return _shares(turns, words, lambda turn: turn.words) @ np.array([near[word] for word in words])


def _even(table: Matrix, scale: Matrix, share: float) -> tuple[Matrix, Matrix, Matrix]:
    """A table brought to a share of a turn's mean size; what each column was multiplied by; its middle."""
    middle = table.mean(0)
    scaled = (table - middle) * scale
    size = np.sqrt(share * len(table) / max((scaled**2).sum(), 1e-9))
    return scaled * size, scale * size, middle


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
    """Where a yes begins: the best macro-F1 on turns that were left out, evened over the places beside it."""
    cuts = np.quantile(chances, np.arange(0.46, 0.94, 0.02))
    scores = [macro_f1(there, chances > cut) for cut in cuts]
    evened = np.convolve(scores, np.ones(BESIDE_IT) / BESIDE_IT, "valid")
    return float(cuts[int(evened.argmax()) + BESIDE_IT // 2])


def macro_f1(there: Matrix, said: Matrix) -> float:
    return float(np.mean([_f1(there == side, said == side) for side in (True, False)]))


def _f1(there: Matrix, said: Matrix) -> float:
    return 2 * float((there & said).sum()) / max(1.0, float(there.sum() + said.sum()))


def auc(there: Matrix, score: Matrix) -> float:
    """The chance that one where it is there scores above one where it is not; a tie counts half."""
    yes, no = score[there], score[~there]
    return float((yes[:, None] > no).mean() + 0.5 * (yes[:, None] == no).mean())

"""Which template serves what was said: words that point to one, and a linear model over characters.

A text is seen as its characters and pairs of characters, weighted by how rare they are (TF-IDF); one linear
support vector machine a template separates them [1]_. How sure an answer is comes from answers to examples that the
model had not seen: a logistic curve over the margin to the second best and over what the pointing words say [2]_.

.. [1] R.-E. Fan et al., LIBLINEAR: A library for large linear classification, JMLR 9 (2008).
.. [2] J. Platt, Probabilistic outputs for support vector machines (1999).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from commatch import library
from commatch.drafting.examples import Example, built_in, categories
from commatch.drafting.wording import plain

__all__ = ["Classifier", "Guess"]

_FOLDS = 5
_OWN_WEIGHT = 3.0
_NAMED, _LEAST_LIKE = 2, 0.12
_CORRECTED, _SHARE, _MANY = 2, 0.75, 4

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Guess:
    """The best template for a text.

    Attributes
    ----------
    template, category : str
        The names; ``''`` where what was said is like what nothing serves.
    confidence, category_confidence : float
        How sure each is, 0 to 1.
    words : tuple of str
        Words of the text that point to the template.
    near : tuple of str
        The most similar examples of the template.
    own : bool
        The community's own confirmed needs speak for it.
    """

    template: str
    confidence: float
    category: str
    category_confidence: float
    words: tuple[str, ...]
    near: tuple[str, ...]
    own: bool = False


class Classifier:
    """Learns from the built-in examples and from the community's own.

    Parameters
    ----------
    own : sequence of Example
        Needs whose template a worker confirmed; each weighs as much as three built-in examples.
    """

    def __init__(self, own: Sequence[Example] = ()) -> None:
        base = built_in()
        self.examples = [*base, *own]
        self.category = categories(self.examples)
        self._own = frozenset(item.template for item in own)
        self._pointing = {
            item.name: {plain(word): word for word in reversed(item.words)} for item in library.templates()
        }
        self._calibrate()
        self._vectorizer, self._model, self._vectors = self._fit(range(len(self.examples)))
        self._corrections = self._corrected(base, own) if own else {}

    def guess(self, texts: Sequence[str]) -> list[Guess]:
        """Return the best template for each text, in their order."""
        if not texts:
            return []
        said = [plain(text) for text in texts]
        vectors = self._vectorizer.transform(said)
        scores = self._model.decision_function(vectors)
        best, features = self._features(self._model.classes_, scores, said)
        sure = self._sure.predict_proba(features)[:, 1]
        grouped, group_features = self._category_features(self._model.classes_, scores, best)
        group_sure = self._group_sure.predict_proba(group_features)[:, 1]
        likeness = vectors @ self._vectors.T
        found = []
        for row, text in enumerate(said):
            name, confidence = best[row], float(sure[row])
            category, category_confidence = grouped[row], max(float(group_sure[row]), confidence)
            alike = np.asarray(likeness[[row]].todense()).ravel()
            if name in self._corrections:
                other, share, many = self._corrections[name]
                if many or self._near(alike, other):
                    name, confidence = other, share
                    category, category_confidence = self.category.get(name, ""), confidence
            near = self._near(alike, name)
            words, own = tuple(self._words(name, text)), name in self._own
            found.append(Guess(name, round(confidence, 2), category, round(category_confidence, 2), words, near, own))
        return found

    def vectors(self, texts: Sequence[str]) -> Any:
        """Return texts as rows of a sparse matrix of unit length: their products are how alike they are."""
        return self._vectorizer.transform([plain(text) for text in texts])

    def _fit(self, chosen: Sequence[int]) -> tuple[Any, Any, Any]:
        examples = [self.examples[index] for index in chosen]
        vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
        vectors = vectorizer.fit_transform([item.text for item in examples])
        weights = [_OWN_WEIGHT if item.own else 1.0 for item in examples]
        model = LinearSVC(C=1.0, random_state=0)
        model.fit(vectors, [item.template for item in examples], sample_weight=weights)
        return vectorizer, model, vectors

    def _calibrate(self) -> None:
        """Learn how sure answers are, from answers to every example by a model that had not seen it."""
        said = [index for index, item in enumerate(self.examples) if item.shown]
        words = [index for index, item in enumerate(self.examples) if not item.shown]
        features, group_features, right, group_right, weights = [], [], [], [], []
        for fold in range(_FOLDS):
            asked = said[fold::_FOLDS]
            kept = sorted({*said, *words} - set(asked))
            vectorizer, model, _ = self._fit(kept)
            texts = [self.examples[index].text for index in asked]
            scores = model.decision_function(vectorizer.transform(texts))
            best, found = self._features(model.classes_, scores, texts)
            grouped, group_found = self._category_features(model.classes_, scores, best)
            features.append(found)
            group_features.append(group_found)
            right += [self.examples[index].template == name for index, name in zip(asked, best, strict=True)]
            group_right += [
                self.category.get(self.examples[index].template, "") == name
                for index, name in zip(asked, grouped, strict=True)
            ]
            weights += [_OWN_WEIGHT if self.examples[index].own else 1.0 for index in asked]
        self._sure = LogisticRegression().fit(np.vstack(features), right, sample_weight=weights)
        self._group_sure = LogisticRegression().fit(np.vstack(group_features), group_right, sample_weight=weights)

    def _features(self, names: Sequence[str], scores: Floats, said: Sequence[str]) -> tuple[list[str], Floats]:
        """Return the best template of each text, and what tells how sure that is."""
        ordered = np.sort(scores, axis=1)
        best = [str(names[index]) for index in scores.argmax(axis=1)]
        pointed = [library.pointed_template(text, plain) for text in said]
        agrees = [bool(to) and to == name for to, name in zip(pointed, best, strict=True)]
        differs = [bool(to) and to != name for to, name in zip(pointed, best, strict=True)]
        return best, np.column_stack([ordered[:, -1] - ordered[:, -2], ordered[:, -1], agrees, differs]).astype(float)

    def _category_features(self, names: Sequence[str], scores: Floats, best: Sequence[str]) -> tuple[list[str], Floats]:
        """Return the category of each best template, and how far the best of any other category is behind."""
        of = np.array([self.category.get(str(name), "") for name in names])
        grouped = [self.category.get(name, "") for name in best]
        behind = [row.max() - row[of != category].max() for row, category in zip(scores, grouped, strict=True)]
        return grouped, np.column_stack([behind, scores.max(axis=1)])

    def _words(self, template: str, text: str) -> list[str]:
        return [shown for word, shown in self._pointing.get(template, {}).items() if word in text]

    def _near(self, likeness: Floats, template: str) -> tuple[str, ...]:
        """Return the examples of a template that are most like a text, its own community's first."""
        ranked = sorted(
            (
                (-round(float(likeness[index]), 6) - (0.1 if item.own else 0.0), item.shown)
                for index, item in enumerate(self.examples)
                if item.template == template and item.shown and likeness[index] >= _LEAST_LIKE
            ),
        )
        return tuple(shown for _, shown in ranked[:_NAMED])

    def _corrected(self, base: Sequence[Example], own: Sequence[Example]) -> Mapping[str, tuple[str, float, bool]]:
        """Return by what the community replaces answers: where it did so of most of what the model called one thing.

        With each comes how sure that is, and whether it was done so often that it holds for texts unlike these, too.
        """
        vectorizer, model, _ = self._fit(range(len(base)))
        first = [str(name) for name in model.predict(vectorizer.transform([item.text for item in own]))]
        confirmed = Counter(item.template for item in own)
        meant: dict[str, Counter[str]] = {}
        for name, example in zip(first, own, strict=True):
            meant.setdefault(name, Counter())[example.template] += 1
        found = {}
        for name, counts in meant.items():
            total = sum(counts.values())
            best = min(counts, key=lambda item: (-counts[item], item))
            if best != name and total >= _CORRECTED and counts[best] >= _SHARE * total:
                many = counts[best] >= _MANY or confirmed[best] > _MANY
                found[name] = (best, round((counts[best] + 1) / (total + 2), 2), many)
        return found

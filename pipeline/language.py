"""Tokens, sentences and phrases of Swedish; the only importer of spaCy.

`spacy.blank("sv")` brings the tokeniser with its abbreviations; the sentence rule is our
own, for no model is downloaded. Texts are fed paragraph by paragraph, which is an order of
magnitude faster than whole documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]")
# Most paragraphs of a list or a heading are one sentence, which needs no tokens to be told.
_MAY_PART = re.compile(r"[.!?…]\S*\s+\S")
# Abbreviations of public prose after which a capital does not open a sentence.
_ABBREVIATIONS = frozenset(
    "t.ex bl.a m.fl m.m o.d s.k dvs d.v.s resp ca kap st mom prop bet dnr nr art ang enl fr.o.m "
    "t.o.m f.n p.g.a inkl exkl tel ap avd utg utv del jfr fig tab sid s f ff d.y ggr milj mkr "
    "jan febr feb apr aug sept okt nov dec kl tfn max min v omr utg.omr".split()
)


@lru_cache(maxsize=1)
def _tokeniser() -> Language:
    import spacy

    return spacy.blank("sv")


@lru_cache(maxsize=1024)  # a block is asked for its sentences, and for its names after that
def tokens(text: str) -> Doc:
    """The text as spaCy tokens (`token.idx` is the character offset)."""
    return _tokeniser().make_doc(text)


def sentences(text: str, offset: int = 0) -> tuple[Span, ...]:
    """The sentences of one paragraph, as spans moved by `offset`.

    A sentence ends at a full stop, question or exclamation mark (with the quotes and
    brackets that close behind it) when what follows begins a new one: a capital, a quote or
    an opening bracket. A stop after a number, an initial or a known abbreviation does not
    end it, unless the text does.
    """
    if not _MAY_PART.search(text):
        return (_trimmed(text, Span(0, len(text)), offset),) if text.strip() else ()
    doc = tokens(text)
    spans: list[Span] = []
    start = 0
    for index, token in enumerate(doc):
        end = token.idx + len(token)
        if token.text[-1] not in _ENDS or not _ends_here(doc, index):
            continue
        while end < len(text) and text[end] in _CLOSERS:
            end += 1
        spans.append(Span(start, end))
        start = end
    spans.append(Span(start, len(text)))
    return tuple(
        _trimmed(text, span, offset) for span in spans if text[span.start : span.end].strip()
    )


def _ends_here(doc: Doc, index: int) -> bool:
    token = doc[index]
    word = token.text.rstrip(".!?…") or (doc[index - 1].text if index else "")
    rest = doc[index + 1 :]
    following = next((t.text for t in rest if t.text.strip() and t.text[0] not in _CLOSERS), "")
    if not following:
        return True
    if not (following[0].isupper() or following[0].isdigit() or following[0] in '”"(–•»'):
        return False
    if token.text[-1] in "!?":
        return True
    spaced = bool(token.whitespace_) or bool(rest and rest[0].text[0] in _CLOSERS)
    if not spaced:
        return False
    if word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()):
        return False
    return not (word.isdigit() and len(word) <= 2 and not following[0].isupper())


def _trimmed(text: str, span: Span, offset: int) -> Span:
    raw = text[span.start : span.end]
    left = len(raw) - len(raw.lstrip())
    return Span(offset + span.start + left, offset + span.start + len(raw.rstrip()))


class Gazetteer:
    """Finds the phrases of a register in a text, longest match first.

    `phrases` maps each label to the ways it is written; a match is on whole tokens, and on
    the letters as written unless `ignore_case`.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]], *, ignore_case: bool = False) -> None:
        from spacy.matcher import PhraseMatcher

        attribute = "LOWER" if ignore_case else "ORTH"
        self._matcher: PhraseMatcher = PhraseMatcher(_tokeniser().vocab, attr=attribute)
        for label, written in phrases.items():
            self._matcher.add(label, [tokens(text) for text in written])

    def find(self, text: str, offset: int = 0) -> tuple[tuple[str, Span], ...]:
        """The (label, span) of every longest, leftmost match, in order."""
        from spacy.util import filter_spans

        doc = tokens(text)
        found = filter_spans(self._matcher(doc, as_spans=True))
        return tuple(
            (span.label_, Span(offset + span.start_char, offset + span.end_char)) for span in found
        )

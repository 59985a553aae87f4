"""Who says a quotation: the words right after or before it, read around a reporting verb."""

import re
from functools import cache
from typing import NamedTuple

from .vocabulary import listed

_VERBS = listed(
    "say says said saying tells told adds added adding states stated stating writes wrote",
    "writing asks asked claims claimed claiming explains explained explaining note notes",
    "noted noting announces announced argues argued arguing insists insisted insisting",
    "replies replied responds responded continues continued confirms confirmed declares",
    "declared declaring warns warned warning admits admitted tweets tweeted posts posted",
    "reports reported reporting reveals revealed suggests suggested recalls recalled jokes",
    "joked concludes concluded acknowledges acknowledged observes observed comments",
    "commented remarks remarked vows vowed quips quipped charges charged contends contended",
    "maintains maintained predict predicts predicted testifies testified stresses stressed",
    "urges urged proposes proposed laments lamented alleges alleged asserts asserted",
    "stressing promised promises believes agreed agrees complained complains emphasised",
    "emphasized emphasises emphasizes cautioned cautions countered counters pledged pledges",
    "shouted concedes conceded boasted quoted quotes quoting clarified clarifies texted texts",
    "emailed recommended recommends retorted exclaimed yelled disclosed replying responding",
    "elaborated opined hinted reiterated reiterates",
)
_PHRASAL = {"back": "fired shot hit pushed snapped", "up": "followed", "out": "pointed points"}
"""Verbs that report with the word behind them: ``fired back``."""
_CALLING = listed(
    "called calls branded described describes denounced denounces considers considered",
    "characterised characterized criticised criticized criticises criticizes dismissed dismisses",
    "rejected condemned condemns slammed blasted praised hailed mocked",
)
"""Report what somebody thinks of a thing: ``called the plan “absurd”``."""
_BE = listed(
    "is was are were be been being so",
)
_QUALIFIERS = listed(
    "has have had also later then previously reportedly further once recently quickly",
    "repeatedly is was be being been will would earlier even simply bluntly publicly",
    "officially",
)
_NAME_LINKS = listed(
    "of the for and de von van der den al bin la le du da dos &",
)
_PHRASE_ENDS = listed(
    "in on at during after to when while as from who with via that because before since by",
    "about this last late early yesterday today tonight monday tuesday wednesday thursday",
    "friday saturday sunday in",
)
_OPENERS = listed(
    "but and in as while when after on however meanwhile because that or so yet then if",
    "although though where which before what how whether",
)
_DETERMINERS = listed(
    "the a an his her their its our my one another this that these those some",
)
_PRONOUNS = listed(
    "he she they it we i who",
)
_PEOPLE = listed(
    "officials police media investigators prosecutors authorities witnesses detectives deputies",
    "researchers scientists doctors experts analysts critics residents lawyers lawmakers",
    "organisers organizers spokesman spokeswoman spokesperson relatives neighbours neighbors",
    "faculty professors students teachers staff workers protesters opponents supporters",
    "campaigners scholars parents friends colleagues economists diplomats sources firefighters",
)
"""Speakers without a name or an article."""
_SUBORDINATE = listed(
    "when while after before because although though if since until where",
)
"""Begin another clause: who says something in it does not say the quotation."""
_HONORIFICS = listed(
    "mr mrs ms mx dr sen rep gov gen lt col sgt prof rev capt st jr sr",
)
_NEVER_SPEAKERS = listed(
    "it who that this i we which there what",
)
_LONGEST = 9  # words of a speaker's name
_NEAR = 12  # words after a quotation within which "according to" speaks of it


class Attribution(NamedTuple):
    """A speaker as printed and the reporting verb or phrase."""

    speaker: str
    cue: str


class _Token(NamedTuple):
    text: str
    is_word: bool

    @property
    def lowered(self) -> str:
        return self.text.lower()

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper() or self.text[0].isdigit()


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_][\w’'&/\-]*|[^\w\s]")


def _tokens(text: str) -> list[_Token]:
    return [_Token(m.group(), m.group()[0].isalnum()) for m in _token().finditer(text)]


def attribution_after(clause: str) -> Attribution | None:
    """The speaker after a quotation: ``, said Jo Li`` or ``, Jo Li said``."""
    tokens = _without_brackets(_tokens(clause))
    joined = False
    while tokens and (tokens[0].text in ",—–-" or tokens[0].lowered == "and"):
        joined = joined or tokens[0].lowered == "and"
        tokens = tokens[1:]
    if tokens and tokens[0].lowered in _SUBORDINATE:
        return None
    verb = next((i for i in range(len(tokens)) if _is_verb(tokens, i)), None)
    if verb is not None and not any(not t.is_word and t.text not in ",.&" for t in tokens[:verb]):
        subject = tokens[:verb]
        while subject and subject[-1].text in _QUALIFIERS:  # "Will said": a name
            subject = subject[:-1]
        if not subject:
            phrase = [] if joined else _phrase_from(tokens[verb + 1 :])
            return _named(phrase, tokens[verb].text)
        found = _named(_apposed_name(subject) or _phrase_from(subject), tokens[verb].text)
        if found is not None:
            return found
    return _according(tokens[:_NEAR])


def signature(clause: str) -> Attribution | None:
    """The name that signs a quotation: ``“We won.” — Jo Li, mayor``."""
    tokens = _tokens(clause)
    if not tokens or tokens[0].text not in "—–-":
        return None
    name: list[_Token] = []
    for token in tokens[1:]:
        if not token.is_word and token.text not in ".&":
            break
        name.append(token)
    if not all(t.is_capitalised or t.lowered in _NAME_LINKS for t in name if t.is_word):
        return None
    return _named([token for token in name if token.is_word], "—")


def attribution_before(clause: str) -> Attribution | None:
    """The speaker in the part of the sentence before a quotation: ``Jo Li said:``."""
    tokens = _without_brackets(_tokens(clause))
    verbs = [i for i in range(len(tokens)) if _is_verb(tokens, i)]
    cue = tokens[verbs[-1]].text if verbs else ""
    for verb in reversed(verbs):
        if tokens[verb].lowered.endswith("ing"):
            continue  # "wrote in a letter, adding that": whoever wrote
        if verb > 0 and tokens[verb - 1].lowered == "had" and verb != verbs[0]:
            continue  # "Jo Li said that he had complained": in her words
        subject = tokens[:verb]
        while subject and subject[-1].text in _QUALIFIERS:  # "Will said": a name
            subject = subject[:-1]
        found = _named(_phrase_until(subject), cue)
        if found is not None:
            return found
    found = _according(tokens) or _announced(tokens)
    if found is None and verbs and all(tokens[verb].lowered.endswith("ing") for verb in verbs):
        name = _first_name(tokens)
        return _named(name, cue) if len(name) > 1 else None
    return found


def _is_verb(tokens: list[_Token], index: int) -> bool:
    """A reporting verb and not a noun that looks like one (``the reports``, ``their claims``)."""
    word = tokens[index].lowered
    before = tokens[index - 1].lowered if index else ""
    following = tokens[index + 1].lowered if index + 1 < len(tokens) else ""
    if word in _CALLING:
        return following.isalpha() and before not in _BE and not before.endswith(("'s", "’s"))
    if word in _PHRASAL.get(following, "").split():
        return True
    return word in _VERBS and before not in _DETERMINERS


def _without_brackets(tokens: list[_Token]) -> list[_Token]:
    kept: list[_Token] = []
    depth = 0
    for token in tokens:
        if token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(token)
    return kept


def _according(tokens: list[_Token]) -> Attribution | None:
    for index, token in enumerate(tokens[:-2]):
        if token.lowered == "according" and tokens[index + 1].lowered == "to":
            return _named(_phrase_from(tokens[index + 2 :]), "according to")
    return None


def _phrase_from(tokens: list[_Token]) -> list[_Token]:
    """The words up to the next comma, stop or preposition."""
    phrase: list[_Token] = []
    for token in tokens:
        is_title_stop = token.text == "." and phrase and phrase[-1].lowered in _HONORIFICS
        if is_title_stop:
            continue
        if not token.is_word or (token.lowered in _PHRASE_ENDS and phrase):
            break
        phrase.append(token)
    return phrase


def _apposed_name(tokens: list[_Token]) -> list[_Token]:
    """``Jo Li`` of ``its secretary, Jo Li,``: a name between commas after a description."""
    if tokens[0].lowered not in _DETERMINERS:
        return []
    commas = [i for i, token in enumerate(tokens) if token.text == ","]
    if len(commas) < 2:
        return []
    name = tokens[commas[0] + 1 : commas[1]]
    return name if all(t.is_word and t.is_capitalised for t in name) else []


def _phrase_until(tokens: list[_Token]) -> list[_Token]:
    """The noun phrase that ends here, read backwards; an apposition between commas is skipped."""
    if tokens and tokens[-1].text == ",":
        commas = [i for i, token in enumerate(tokens[:-1]) if token.text == ","]
        if not commas:
            return []
        tokens = tokens[: commas[-1]]
    phrase: list[_Token] = []
    for token in reversed(tokens):
        if not token.is_word or token.lowered in _OPENERS:
            if token.text == "." and phrase:
                continue
            break
        if phrase and phrase[-1].lowered in _DETERMINERS and token.lowered != "of":
            break
        phrase.append(token)
        if token.lowered in _PRONOUNS:
            break
    return phrase[::-1]


def _announced(tokens: list[_Token]) -> Attribution | None:
    """``Jo Li signed off with:``: the name that begins a sentence with a colon at its end."""
    if not tokens or tokens[-1].text != ":":
        return None
    name = _first_name(tokens)
    return None if not name or name[0].lowered in _DETERMINERS else _named(name, ":")


def _first_name(tokens: list[_Token]) -> list[_Token]:
    """The name that a sentence begins with, as in ``The Red Cross sent a letter saying``."""
    name: list[_Token] = []
    for token in tokens:
        if not token.is_capitalised and token.lowered not in _NAME_LINKS:
            break
        name.append(token)
    while name and name[-1].lowered in _NAME_LINKS | _DETERMINERS:
        name.pop()
    return [] if not name or name[0].lowered in _OPENERS | _PHRASE_ENDS else name


def _named(phrase: list[_Token], cue: str) -> Attribution | None:
    """A believable speaker: a name, a pronoun, or a noun with its article."""
    while phrase and phrase[0].lowered in _OPENERS and len(phrase) > 1:
        phrase = phrase[1:]
    if not phrase or len(phrase) > _LONGEST or phrase[0].lowered in _PHRASE_ENDS:
        return None
    words = [token.text for token in phrase]
    if len(words) == 1 and words[0].lower() in _NEVER_SPEAKERS - {"it"}:
        return None
    if not (
        any(token.is_capitalised for token in phrase)
        or phrase[0].lowered in _DETERMINERS
        or phrase[0].lowered in _PRONOUNS
        or phrase[-1].lowered in _PEOPLE
    ):
        return None
    return Attribution(" ".join(words), cue.lower())

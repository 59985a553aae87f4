"""What words of one root share, so that ``sold`` meets ``sales`` and ``Chinese`` ``China``."""

from functools import lru_cache

from .vocabulary import listed, phrases

_LETTERS = 6  # that stand for a word: "confirmed" and "confirms" meet, "Oracle" stays whole
_SHORTEST = 4  # letters from which on endings are looked at
_VOWELS = frozenset("aeiouy")


def _roots(families: str) -> dict[str, str]:
    """Every word of a family to the family's first."""
    return {
        word: root for root, *words in map(str.split, phrases(families)) for word in (root, *words)
    }


_IRREGULAR = _roots(
    """
    win won winning winner winners, find found, shoot shot shots shooting shootings,
    die died dying dies dead death deaths, give gave given, take took taken taking, buy bought,
    sell sold sale sales, leave left leaving, hold held, fall fell fallen, rise rose risen,
    meet met,
    speak spoke spoken, go went gone, come came, know knew known, think thought, catch caught,
    fight fought, flee fled, lead led, pay paid payment, lose lost loss losses,
    choose chose chosen, write wrote written writing, steal stole stolen, strike struck, send sent,
    build built, break broke broken, begin began begun, run ran running, grow grew grown,
    drive drove driven, feed fed, see saw seen, make made making, keep kept, feel felt, hear heard,
    stand stood, spend spent, teach taught, seek sought, bring brought, draw drew drawn,
    fly flew flown flight, hide hid hidden, hit hitting, throw threw thrown, wear wore worn,
    shake shook shaken, freeze froze frozen, forget forgot forgotten, become became,
    withdraw withdrew withdrawn, child children, man men, woman women, wife wives, life lives,
    person people, marry marriage married
    """
)
_PLACES = _roots(
    """
    china chinese, japan japanese, france french, germany german, britain british uk briton,
    russia russian, korea korean, spain spanish, italy italian, iran iranian, iraq iraqi,
    syria syrian, kenya kenyan, turkey turkish, ireland irish, canada canadian,
    usa america american americans, ukraine ukrainian, europe european, africa african, asia asian,
    mexico mexican, brazil brazilian, india indian, pakistan pakistani, egypt egyptian,
    poland polish, greece greek, sweden swedish, norway norwegian, denmark danish, finland finnish,
    netherlands dutch, switzerland swiss, scotland scottish, wales welsh, england english,
    texas texan, california californian, israel israeli, saudi saudis, australia australian,
    vietnam vietnamese, portugal portuguese, hungary hungarian, belgium belgian, austria austrian
    """
)
_MONTHS = _roots(
    """
    january jan, february feb, march mar, april apr, june jun, july jul, august aug,
    september sep sept, october oct, november nov, december dec
    """
)
_SPELLINGS = _roots(
    """
    color colour, labor labour, favor favour, harbor harbour, honor honour, humor humour,
    odor odour, rumor rumour, armor armour, center centre, theater theatre, meter metre,
    liter litre, fiber fibre, defense defence, license licence, offense offence, gray grey,
    tire tyre, mom mum, jail gaol, check cheque, plow plough, curb kerb, pajamas pyjamas,
    aluminum aluminium, airplane aeroplane, percent pct, program programme, skeptic sceptic,
    mold mould, enrol enroll, fulfil fulfill, catalog catalogue, dialog dialogue, draft draught
    """
)
"""American and British."""
_ROOTS = {**_IRREGULAR, **_PLACES, **_MONTHS, **_SPELLINGS}
_SIBILANT = frozenset("sxzh")
_NO_PLURALS = ("ss", "us", "is")
_DOUBLES = listed("l s z")
"""Letters that may stand twice at the end of a root: ``sell``, ``pass``, ``buzz``."""


@lru_cache(maxsize=1 << 16)
def stem_of(form: str) -> str:
    """The root of a word's form as far as spelling shows it, cut to six letters."""
    root = _ROOTS.get(form)
    if root is None:
        root = form
        if len(form) >= _SHORTEST and form.isascii() and form.isalpha():
            root = _without_endings(form)
            root = _ROOTS.get(root, root)
    return root[:_LETTERS]


def _without_endings(form: str) -> str:
    word = _singular(form)
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word:
            if len(rest) > 2 and not _VOWELS.isdisjoint(rest):
                doubled = rest[-1] == rest[-2] and rest[-1] not in _DOUBLES
                word = rest[:-1] if doubled else rest
            break
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return f"{word[:-1]}i" if word.endswith("y") and len(word) > 3 else word


def _singular(form: str) -> str:
    if form.endswith("ies") and len(form) > 4:
        return f"{form[:-3]}y"
    if form.endswith("es") and len(form) > 4 and form[-3] in _SIBILANT:
        return form[:-2]
    return form[:-1] if form.endswith("s") and not form.endswith(_NO_PLURALS) else form

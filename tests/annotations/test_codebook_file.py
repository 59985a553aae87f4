from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations.codebook import (
    DEFAULT_CODEBOOK,
    THEME_COLOURS,
    Attribute,
    Codebook,
    Role,
    Tag,
)
from crossread.annotations.codebook_file import (
    MAX_BYTES,
    CodebookError,
    dump_codebook,
    load_codebook,
    parse_codebook,
)
from crossread.annotations.codebook_layout import END
from crossread.annotations.codebook_presets import PRESETS, preset
from crossread.annotations.codebook_rules import free_key, free_letter, is_id, is_letter

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
IDS = TEXTS.filter(is_id)
COMMENTS = st.lists(
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp", "Zs"]), max_size=9).map(
        lambda comment: f"# {comment}".rstrip()
    ),
    min_size=1,
    max_size=3,
).map("\n".join)
COLOURS = st.sampled_from(["", "#abc", "#A1b2C3", *THEME_COLOURS])
EXTRA_VALUES = st.recursive(
    TEXTS
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.dates()
    | st.datetimes()
    | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
EXTRA = st.dictionaries(TEXTS.map(lambda key: f"x{key}"), EXTRA_VALUES, max_size=2)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    letters = draw(st.lists(st.characters().filter(is_letter), unique=True, max_size=6))
    keys = draw(st.permutations(["1", "2", "3", "x", "", ""]))
    ids = draw(st.lists(IDS, unique=True, min_size=len(letters), max_size=len(letters)))
    tags = tuple(
        Tag(
            id=tag_id,
            key=key,
            letter=letter,
            colour=draw(COLOURS),
            definition=draw(TEXTS),
            retired=draw(st.booleans()),
            role=draw(st.sampled_from(Role)),
            extra=draw(EXTRA),
            comments=draw(st.dictionaries(st.sampled_from(["", "id"]), COMMENTS)),
        )
        for tag_id, key, letter in zip(ids, keys, letters, strict=False)
    )
    attributes = tuple(
        Attribute(
            attribute_id,
            draw(TEXTS),
            tuple(draw(st.lists(TEXTS, max_size=3))),
            draw(st.booleans()),
            draw(EXTRA),
            draw(st.dictionaries(st.sampled_from(["", "id"]), COMMENTS)),
        )
        for attribute_id in draw(st.lists(IDS, unique=True, max_size=3))
    )
    comments = draw(st.dictionaries(st.sampled_from(["name", "version", END]), COMMENTS))
    return Codebook(draw(TEXTS), draw(st.integers(1, 99)), tags, attributes, draw(EXTRA), comments)


@given(codebooks())
def test_what_is_written_reads_back_equal(codebook: Codebook):
    assert parse_codebook(dump_codebook(codebook)) == codebook


@pytest.mark.parametrize("value", ["'''", 'a """ b', "it'''s"])
def test_quotation_marks_in_a_text_cost_no_comment(value: str):
    codebook = replace(DEFAULT_CODEBOOK, extra={"x": value}, comments={"name": "# mine"})
    assert parse_codebook(dump_codebook(codebook)) == codebook


def test_the_default_reads_as_a_person_would_write_it():
    text = dump_codebook(DEFAULT_CODEBOOK)
    assert (
        "[[tag]]\n"
        'id = "asserts"\n'
        'key = "1"\n'
        'letter = "A"\n'
        'colour = "success"\n'
        'definition = "The article states it in its own voice."\n'
        "\n"
        "[[tag]]\n"
    ) in text
    assert text.endswith("\n")
    assert parse_codebook(text) == DEFAULT_CODEBOOK


@pytest.mark.parametrize("name", PRESETS)
def test_presets_can_be_used_at_once(name: str):
    codebook = preset(name)
    assert codebook.name.lower() == name
    assert all(tag.key and tag.letter and tag.colour and tag.definition for tag in codebook.tags)
    assert parse_codebook(dump_codebook(codebook)) == codebook


def test_quotations_offer_speaker_and_cue():
    codebook = preset("quotations")
    assert [tag.id for tag in codebook.tags] == ["direct", "indirect", "partial"]
    assert [attribute.id for attribute in codebook.attributes] == ["speaker", "cue"]


def test_an_unknown_preset():
    with pytest.raises(KeyError):
        preset("../../etc/passwd")


TAG = '[[tag]]\nid = "a"\nkey = "1"\nletter = "A"\n'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('name = "x"\n[[tag]\nid = 1\n', 2, "not valid TOML"),
        ('name = "x', 1, "not valid TOML"),
        ('name = "x"\nlist = [', 2, "not valid TOML"),
        ('name = "x"\nname = "y"\n', 2, "not valid TOML"),
        ("n = " + "[" * 5000, None, "nested too deeply"),
        ("n = " + "9" * 5000, None, "not valid TOML"),
        (TAG + '\n[[tag]]\nkey = "2"\n', 6, 'this tag has no id; add id = "…"'),
        (TAG + '\n[[tag]]\nid = "a"\n', 7, 'the tag id "a" stands twice'),
        (TAG + '\n[[tag]]\nid = "b"\nkey = "1"\n', 8, 'the tag key "1" is used by "a" and "b"'),
        (TAG + '\n[[tag]]\nid = "b"\nletter = "A"\n', 8, 'the tag letter "A" is used by'),
        ('[[tag]]\nid = "a"\ncolour = "mauve"\n', 3, "write #rrggbb or one of primary,"),
        ('[[tag]]\nid = "a"\ncolour = "#12345"\n', 3, "unknown colour"),
        ('[[tag]]\nid = "a"\nrole = "judge"\n', 3, "write one of affirms, denies, open, check"),
        ('[[tag]]\nid = "a"\nkey = "F1"\n', 3, "write one of 1 to 9"),
        ('[[tag]]\nid = "a"\nkey = 1\n', 3, '`key` is not a text; write key = "…"'),
        ('[[tag]]\nid = "a"\nkey = " "\n', 3, "not one character"),
        ('[[tag]]\nid = "a"\nletter = "あ"\n', 3, "not one narrow character"),
        ('[[tag]]\nid = "a"\nretired = "no"\n', 3, "neither true nor false"),
        ('[[tag]]\nid = ""\n', 2, "visible characters"),
        ('[[tag]]\nid = "a\\u001b[2J"\n', 2, "visible characters"),
        ('[tag]\nid = "a"\n', None, "begin each with [[tag]]"),
        ("tag = 3\n", 1, "begin each with [[tag]]"),
        ("version = 0\n", 1, "write version = 1"),
        ("version = true\n", 1, "write version = 1"),
        ("name = 7\n", 1, "write name ="),
        ('[[attribute]]\nid = "a"\nvalues = "x"\n', 3, "not a list of texts"),
        ('[[attribute]]\nid = "a"\n[[attribute]]\nid = "a"\n', 4, "the attribute id"),
    ],
)
def test_faults_name_file_line_and_remedy(text: str, line: int | None, words: str):
    with pytest.raises(CodebookError) as caught:
        parse_codebook(text, "my/codebook.toml")
    assert caught.value.line == line
    assert words in caught.value.message
    place = f"my/codebook.toml, line {line}: " if line else "my/codebook.toml: "
    assert caught.value.message.startswith(place)
    assert "\n" not in caught.value.message
    assert "\x1b" not in caught.value.message


@given(st.text(max_size=60) | st.text("[]tagid=\"'\n #1.", max_size=60))
def test_any_text_is_a_codebook_or_a_sentence(text: str):
    try:
        codebook = parse_codebook(text)
    except CodebookError:
        return
    assert parse_codebook(dump_codebook(codebook)) == codebook


def test_a_missing_letter_is_chosen():
    text = '[[tag]]\nid = "asserts"\n[[tag]]\nid = "agrees"\n[[tag]]\nid = "x"\nletter = "A"\n'
    assert [tag.letter for tag in parse_codebook(text).tags] == ["S", "G", "A"]


def test_unknown_keys_are_kept():
    text = 'since = 2026-01-02\n[[tag]]\nid = "a"\nurl = "https://example.org"\n'
    codebook = parse_codebook(text)
    assert codebook.extra == {"since": date(2026, 1, 2)}
    again = dump_codebook(codebook)
    assert "since = 2026-01-02\n" in again
    assert 'url = "https://example.org"\n' in again


def test_comments_stay_with_what_they_are_about():
    text = (
        "# Ours since May.\n"
        'name = "Ours"\n'
        "version = 1\n"
        "\n"
        "# Agreed with Ana.\n"
        "# Not for headlines.\n"
        "[[tag]]\n"
        'id = "no # yes"  # stored in sidecars\n'
        "# the obvious one\n"
        'letter = "N"\n'
        "\n"
        "# That is all.\n"
    )
    codebook = parse_codebook(text)
    assert dump_codebook(codebook) == text
    renamed = replace(codebook, tags=(replace(codebook.tags[0], id="never", colour="error"),))
    again = dump_codebook(renamed)
    assert '# Not for headlines.\n[[tag]]\nid = "never"  # stored in sidecars\n' in again
    assert parse_codebook(again) == renamed


def test_what_looks_like_a_comment_in_a_long_text_is_none():
    text = '[[tag]]\nid = "a"\ndefinition = """\n# first\nkey = 3\n"""\nkey = "2"\n'
    codebook = parse_codebook(text)
    assert codebook.tags[0].definition == "# first\nkey = 3\n"
    assert codebook.tags[0].comments == {}
    assert parse_codebook(dump_codebook(codebook)) == codebook


def test_a_file_with_bom_and_windows_line_ends(tmp_path: Path):
    path = tmp_path / "codebook.toml"
    path.write_bytes(b'\xef\xbb\xbf[[tag]]\r\nid = "a"\r\nkey = "2"\r\n')
    assert load_codebook(path).tags == (Tag("a", "2", "A"),)


def test_files_that_cannot_be_read(tmp_path: Path):
    path = tmp_path / "code\x1b[2Jbook.toml"
    with pytest.raises(FileNotFoundError):
        load_codebook(path)
    path.write_bytes(b'name = "x"\nn = "\xff"\n')
    with pytest.raises(CodebookError, match="line 2: not UTF-8; save it as UTF-8") as caught:
        load_codebook(path)
    assert "\x1b" not in caught.value.message
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(CodebookError, match="larger than 1 MB"):
        load_codebook(path)
    with pytest.raises(CodebookError, match="cannot be read"):
        load_codebook(tmp_path)


def test_lookups():
    assert DEFAULT_CODEBOOK.tag("denies") == DEFAULT_CODEBOOK.tags[2]
    assert DEFAULT_CODEBOOK.tag("nobody") is None
    assert DEFAULT_CODEBOOK.tag_for_key("3") == DEFAULT_CODEBOOK.tags[2]
    assert Codebook(tags=(Tag("keyless"),)).tag_for_key("") is None
    assert DEFAULT_CODEBOOK.letter("denies") == "D"
    assert DEFAULT_CODEBOOK.letter("Unheard") == "u"
    assert DEFAULT_CODEBOOK.attribute("speaker") is not None


def test_roles_of_default_tags_need_no_saying():
    assert DEFAULT_CODEBOOK.role("asserts") is Role.AFFIRMS
    assert DEFAULT_CODEBOOK.role("opinion") is Role.NONE
    other = Codebook(tags=(Tag("bestreitet", role=Role.DENIES), Tag("denies", role=Role.OPEN)))
    assert other.role("bestreitet") is Role.DENIES
    assert other.role("denies") is Role.OPEN
    assert other.role("asserts") is Role.AFFIRMS
    assert other.role("nobody") is Role.NONE


def test_free_keys_and_letters():
    assert free_key({"1", "2", "4"}) == "3"
    assert free_key("123456789") == ""
    assert free_letter("denies", {"D", "E"}) == "N"
    assert free_letter("肯定", set()) == "A"
    assert free_letter("a", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""

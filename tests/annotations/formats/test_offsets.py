from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations.formats.support.offsets import Normalised, Utf16

TEXTS = st.text(st.sampled_from("ab\n\r é😀👩\u200d\u0301\ud800中ا\ufeff"), max_size=40)


@given(TEXTS)
def test_units_equal_the_length_of_the_encoded_prefix(text: str) -> None:
    utf16 = Utf16(text)
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
        assert utf16.units(offset) == units
        assert utf16.code_point(units) == offset
    assert utf16.length == utf16.units(len(text))


def test_inside_a_pair_means_before_it() -> None:
    utf16 = Utf16("a😀b")
    assert [utf16.code_point(units) for units in range(5)] == [0, 1, 1, 2, 3]


@given(TEXTS)
def test_line_ends_are_normalised_as_python_reads_them(text: str) -> None:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    normalised = Normalised(text)
    assert normalised.text == plain
    assert normalised.offset(len(text)) == len(plain)


@given(TEXTS, st.data())
def test_a_raw_prefix_lands_on_its_normalised_prefix(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    split_pair = text[cut - 1 : cut + 1] == "\r\n" if cut else False
    landed = Normalised(text).offset(cut)
    assert landed == len(Normalised(text[:cut]).text) - (1 if split_pair else 0)

from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.furniture import find_furniture

PARAGRAPH = (
    "The council of the small harbour town voted late on Monday to rebuild the pier that the storm"
    " of last winter had carried away."
)
MORE = (
    "Work is to begin in early spring, the mayor said, and fishermen who lost their moorings will"
    " be the first to get new ones."
)


def furniture(text: str) -> list[str]:
    return [text[line.start : line.end].strip() for line in find_furniture(text)]


def test_an_article_without_furniture_is_left_alone() -> None:
    assert furniture(f"Town to rebuild its pier\n\n{PARAGRAPH}\n\nA new start\n\n{MORE}\n") == []


def test_a_short_headline_above_a_long_standfirst_is_no_furniture() -> None:
    standfirst = "Fishermen who lost their moorings in the storm are to be served first"
    text = f"Town to rebuild pier\n\n{standfirst}\n\nBy Ada Moor\n\n{PARAGRAPH}\n\n{MORE}"
    assert furniture(text) == ["By Ada Moor"]


def test_scraps_before_the_headline_are_furniture() -> None:
    text = f"Menu\nThe Harbour Post\n-d -h -min -sec\nTown to rebuild its pier\n\n{PARAGRAPH}"
    assert furniture(text) == ["Menu", "The Harbour Post", "-d -h -min -sec"]


def test_a_banner_parted_from_the_headline_by_page_text_is_furniture() -> None:
    banner = "Harbour Awards: extended deadline for all"
    text = f"{banner}\nSubscribe now\nTown to rebuild its pier\n\n{PARAGRAPH}"
    assert furniture(text) == [banner, "Subscribe now"]


def test_dates_bylines_and_reading_times_are_furniture() -> None:
    notices = [
        "By Ada Moor, Harbour Correspondent",
        "14 March 2023",
        "Tuesday, March 14, 2023 at 9:40 GMT",
        "2023-03-14",
        "4 min read",
        "Updated: March 15, 2023",
        "This article is more than 1 year old",
    ]
    text = "\n".join(("Town to rebuild its pier", *notices, "", PARAGRAPH))
    assert furniture(text) == notices


def test_a_very_short_headline_above_a_sentence_is_no_furniture() -> None:
    text = f"Pier rebuilt\n14 March 2023\nThe town has a pier again.\n\n{PARAGRAPH}"
    assert furniture(text) == ["14 March 2023"]


def test_buttons_counts_names_and_small_print_are_furniture() -> None:
    scraps = [
        "Ada Moor",
        "Share on Facebook",
        "Facebook Twitter Email WhatsApp",
        "1,204 shares",
        "3 hours ago",
        "Updated 5:30 PM ET, Tue March 14",
        "Image source, Harbour Pictures",
    ]
    prints = [
        "(Reporting by Ada Moor in the harbour and Jo Li in the city; Editing by Kim Hale)",
        "© 2023 The Harbour Post. All rights reserved, and no part of it may be used by anybody.",
    ]
    text = "\n".join(("Town to rebuild its pier", *scraps, "", PARAGRAPH, MORE, *prints))
    assert furniture(text) == scraps + prints


def test_prose_that_begins_like_a_notice_is_left_alone() -> None:
    lines = [
        "Updated rules for 12 harbours let the council rebuild what the storms had carried away.",
        "Reporting by the Harbour Post has shown that forty boats were lost in last year's storm.",
        "By Monday the pier was gone.",
        "March 14, 2023 was its last day.",
    ]
    assert furniture("\n\n".join(("Town to rebuild its pier", *lines, PARAGRAPH))) == []


def test_all_after_a_tail_mark_is_furniture() -> None:
    text = (
        f"Town to rebuild its pier\n\n{PARAGRAPH}\n\n{MORE}\n\nRelated stories\n\n{PARAGRAPH[:90]}"
    )
    assert furniture(text)[0] == "Related stories"
    assert len(furniture(text)) == 2


def test_a_link_between_paragraphs_does_not_end_the_article() -> None:
    link = "More from the Post: the storm in pictures"
    assert furniture(f"Town to rebuild its pier\n\n{PARAGRAPH}\n{link}\n{MORE}") == [link]


def test_of_a_headline_that_stands_twice_the_first_stays() -> None:
    found = find_furniture(f"Town to rebuild its pier\nTown to rebuild its pier\n\n{PARAGRAPH}")
    assert [(line.start, line.reason) for line in found] == [(25, "repeated line")]


def test_a_sentence_said_twice_is_no_furniture() -> None:
    text = f"{PARAGRAPH}\nThe pier was old.\n{MORE}\nThe pier was old.\n{PARAGRAPH[:-1]} again."
    assert furniture(text) == []


def test_lines_that_recur_across_the_collection_are_furniture() -> None:
    line = "The Harbour Post brings you news of the coast every day."
    assert [f.reason for f in find_furniture(f"{PARAGRAPH}\n{line}", frozenset({line}))] == [
        "recurs in the collection"
    ]


def test_a_lone_link_stands_before_a_wider_gap_than_usual() -> None:
    link = "Storm carries away pier and moorings of forty boats"
    text = (
        f"Town to rebuild its pier\n\n{PARAGRAPH}\n\n{link}\n\n\n{MORE}\n\n{PARAGRAPH[:-1]} again."
    )
    assert furniture(text) == [link]


@given(st.text(alphabet=st.sampled_from("Share this By 12\n-.,“”dhm\0\u2028")))
def test_furniture_is_whole_lines_in_order(text: str) -> None:
    end = -1
    for line in find_furniture(text):
        assert line.start > end
        assert line.start == 0 or text[line.start - 1] == "\n"
        assert line.end == len(text) or text[line.end] == "\n"
        assert line.reason
        end = line.end


def test_captions_with_their_credit_are_furniture() -> None:
    captions = [
        "The pier before the storm, seen from the lighthouse on a calm day. REUTERS/Ada Moor",
        "Fishermen watch the rebuilding of the pier on Tuesday.CreditJo Li/Getty Images",
        "The mayor at the pier, on the first day of the works in the harbour. (AP Photo/Kim Hale)",
        "Ada Moor reports from the pier. (Published Tuesday, March 14, 2023)",
        "1 of 12 Full Screen Autoplay Close The pier before the storm of last winter",
        "JUST WATCHED How the pier was lost Replay More Videos ...",
        "Image copyright Harbour Pictures Image caption The pier in its first year, with the town's"
        " band and the mayor's boat",
        "— Ada Moor (@adamoor) March 14, 2023",
        "Moor reported from Kestwick.",
        "Kim Hale and Jo Li contributed to this report.",
        "The pier, as the town's engineers want it to be when they are done with it. (Reuters)",
    ]
    text = "\n".join(("Town to rebuild its pier", "", PARAGRAPH, *captions, MORE))
    assert furniture(text) == captions


def test_agencies_named_in_prose_make_no_caption() -> None:
    lines = [
        "The mayor confirmed the plan to Reuters and said that work would begin in early spring.",
        "Photographs of the pier were bought by Getty Images, which owns the town's old archive.",
    ]
    assert furniture("\n".join(("Town to rebuild its pier", "", PARAGRAPH, *lines))) == []


def test_what_stands_below_read_more_at_the_end_is_furniture() -> None:
    links = ["Read more:", "The harbour is dredged again. And nobody likes it.", "A pier too far"]
    text = "\n\n".join(("Town to rebuild its pier", PARAGRAPH, MORE, PARAGRAPH, MORE, *links))
    assert furniture(text) == links
    assert furniture("\n\n".join(("Town to rebuild its pier", PARAGRAPH, "Read more:", MORE))) == [
        "Read more:"
    ]


def test_a_row_of_topics_that_stands_twice_is_no_headline() -> None:
    topics = "Harbour Storms Town Council"
    headline = "Town to rebuild its pier"
    text = "\n\n".join((topics, headline, PARAGRAPH, MORE, topics))
    assert furniture(text) == [topics, topics]
    assert furniture("\n\n".join((headline, PARAGRAPH, MORE, headline))) == [headline]

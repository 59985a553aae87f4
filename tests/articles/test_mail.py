"""Mails: text and headers, broken ones too."""

import datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.article import Metadata
from crossread.articles.loading.draft import Unreadable
from crossread.articles.loading.mail import read_mail

PLAIN = b"""From: =?utf-8?q?Anne_M=C3=BCller?= <anne@daily.example>\r
Subject: =?utf-8?b?R3LDtsOfZQ==?=\r
 and more\r
Date: Mon, 14 Sep 2020 10:00:00 +0200\r
Content-Type: text/plain; charset=iso-8859-1\r
\r
Gr\xfc\xdfe.\r
Second line.\r
"""


def test_text_and_headers() -> None:
    draft = read_mail(PLAIN).drafts[0]
    assert draft.text == "Grüße.\nSecond line.\n"
    assert draft.encoding == "iso-8859-1"
    assert draft.metadata == Metadata(
        "Größe and more", author="Anne Müller", date=datetime.date(2020, 9, 14)
    )


def test_plain_text_is_preferred_and_attachments_are_not_read() -> None:
    message = EmailMessage()
    message["Subject"] = "S"
    message.set_content("The plain text.\n")
    message.add_alternative("<p>The HTML.</p>", subtype="html")
    message.add_attachment("An attachment.", filename="a.txt")
    assert read_mail(message.as_bytes()).drafts[0].text == "The plain text.\n"


def test_html_is_read_where_there_is_nothing_else() -> None:
    message = EmailMessage()
    message["Subject"] = "S"
    message.set_content("<html><body><p>The <b>HTML</b>.</p></body></html>", subtype="html")
    assert read_mail(message.as_bytes()).drafts[0].text == "The HTML."


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        ("format=flowed", "One two\n> quoted \n-- \nName"),
        ("format=flowed; delsp=yes", "Onetwo\n> quoted \n-- \nName"),
        ("charset=utf-8", "One \ntwo\n> quoted \n-- \nName"),
    ],
)
def test_flowed_lines_are_joined(parameters: str, text: str) -> None:
    mail = f"Subject: S\nContent-Type: text/plain; {parameters}\n\nOne \ntwo\n> quoted \n-- \nName"
    assert read_mail(mail.encode()).drafts[0].text == text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"no headers at all", "no mail headers"),
        (b"Subject: S\n\n", "empty"),
        (b"Subject: S\nContent-Type: image/png\n\nx", "no text part"),
        (b"Subject: S\nContent-Type: multipart/mixed\n\nx", "no text part"),
    ],
)
def test_what_is_no_readable_mail(data: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        read_mail(data)


@pytest.mark.parametrize(
    "subject",
    [b"=?utf-8?b?!!!?=", b"=?klingon?q?x?=", b"\xff\xfe raw bytes", b"=?utf-8?q?=ff?=", b""],
)
def test_broken_headers_do_no_harm(subject: bytes) -> None:
    data = b"Subject: " + subject + b"\nFrom: <<>>,,\nDate: yesterday\n\nText"
    draft = read_mail(data).drafts[0]
    assert draft.text == "Text"
    assert draft.metadata.date is None


def test_deep_nesting_is_read_or_told() -> None:
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    )
    with pytest.raises(Unreadable):
        read_mail(b"Subject: S\n" + parts)


@given(st.binary())
def test_any_bytes_are_a_mail_or_refused(data: bytes) -> None:
    try:
        draft = read_mail(b"Subject: x\n" + data).drafts[0]
    except Unreadable:
        return
    assert draft.text.strip()

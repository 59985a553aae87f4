"""What page furniture says, in lower case; every entry stands at the start of a line."""

from .vocabulary import listed, phrases

NOTICES = frozenset(
    phrases(
        """
        author, updated, source, reuters, getty images, menu, search, home, register, advertisement,
        login, log in, file photo, listen, ap, afp
        """
    )
)
"""Whole lines around the headline."""

NOTICE_STARTS = phrases(
    """
    this article is more than, published:, published time, posted:, posted at, published on,
    published at, published by, posted on, posted by, photo:, photo by, photos:, photograph:,
    photograph by, photos by, image:, image credit, credit:, watch:, listen:, listen to this
    article, play video, video:, skip to, last updated, updated:, updated on, first published,
    image source, image caption, image copyright, media caption, last modified, photograph courtesy,
    photo courtesy, image courtesy
    """
)

DATED = phrases("updated, published, posted, modified, created, first published, last updated")
"""Begin a notice when a number follows in the line."""

COUNTED = listed("ago shares share comments comment views likes retweets tweets votes read reads")
"""End a line that begins with a number."""

SHARING = listed(
    "share facebook twitter tweet x email e-mail mail whatsapp linkedin reddit pinterest pin print",
    "flipboard messenger telegram instagram youtube tiktok snapchat copy link save bookmark close",
    "and via on this page to or button icon more",
)
"""A line of these alone is a row of buttons."""

CREDITS = phrases(
    "reporting by, additional reporting by, writing by, editing by, compiled by, with reporting by"
)
"""Begin the credits at the end of an agency's report."""

LEGAL = phrases(
    """
    image copyright, image caption, image:, media playback is unsupported, media caption, just
    watched, must watch, embed more news videos, read or share this story,
    an expanded version of this,
    copyright, all rights reserved, our standards:, sign up for our, sign up to our, subscribe to
    our, follow us on, this material may not be published, we use cookies, this website uses
    cookies, by continuing to use, support our journalism, get our daily, get the best of,
    slideshow (, also read:
    """
)
"""Begin a line of the page, however long."""

DATE_WORDS = listed(
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun",
)

PAGES = frozenset(
    phrases(
        """
        more, recommended, trending, trending now, load more, loading, share, comments, comment,
        tags, topics, newsletter, newsletters, advertisement, sponsored, promoted, copyright,
        subscribe, sign up, top stories, sign in, related topics, related internet links, reprints,
        reuse this content, advertisement - continue reading below, story continues below,
        story continues below advertisement, story continued below, article continues below,
        continue reading, accept, accept all, cookies, image, video, photos, gallery, read more,
        most read, most popular, editors' picks, editor's picks, live updates, support us,
        donate, join us, back to top
        """
    )
)
"""Whole lines anywhere."""

PAGE_STARTS = phrases(
    """
    share this, share story, share article, share on, share:, recent stories, recent posts,
    recent articles, recent news, related stories, related articles, related news, related
    content, related posts, related topics, related links, related coverage, related:, more
    about, more from, more on, more stories, more news, more in, other stories, you may like,
    you may also like, you might like, you might also like, you may be interested, you might be
    interested, recommended for, recommended:, read more, read next, read also, next story, next
    article, next post, previous story, previous article, previous post, trending:, most read,
    most popular, most viewed, most shared, top stories, latest news, latest stories, latest
    articles, content created with, about the author, filed under, tagged:, tagged with, tagged
    in, tags:, topics:, comments (, comments:, leave a comment, leave a reply, post a comment,
    join the conversation, join the discussion, send us news, sign up, subscribe to, subscribe
    now, subscribe for, newsletter, follow us, follow @, advertisement, advertise with,
    sponsored by, sponsored content, promoted by, copyright, ©, all rights reserved, view all,
    view comments, find out more, click here, terms of use, terms of service, privacy policy,
    add your own, get the latest, download the app, download our app, show more, show comments,
    load more, loading
    """
)

TAILS = frozenset(
    phrases(
        """
        more about, recommended, recommended for you, trending, trending now, comment, comments
        """
    )
)
"""Whole lines after which nothing belongs to the article any more."""

TAIL_STARTS = phrases(
    """
    share story, share article, share this story, share this article, recent stories, recent
    posts, recent articles, related stories, related articles, related news, related posts,
    other stories, you may like, you may also like, you might like, you might also like, you may
    be interested, you might be interested, content created with, read next, next story, most
    read, most popular, about the author, leave a comment, leave a reply, more from
    """
)

LATE_TAILS = frozenset(phrases("read more, more, more on this story, read also, also read"))
"""The same, but only near the end: elsewhere the article may go on after them."""

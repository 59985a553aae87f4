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
    article, play video, video:, skip to, last updated, updated:, updated on, first published
    """
)

DATE_WORDS = listed(
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun",
)

PAGES = frozenset(
    phrases(
        """
        more, recommended, trending, trending now, load more, loading, share, comments, comment,
        tags, topics, newsletter, newsletters, advertisement, sponsored, promoted, copyright,
        subscribe, sign up, top stories, sign in
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

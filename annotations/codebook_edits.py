"""Changes to the codebook. Each gives a new codebook; a rename gives the edits that carry it out.

A change that the rules forbid raises `CodebookError` with the remedy.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from .changing import put, without_doubles
from .codebook import OWN_FIELDS, THEME_COLOURS, Attribute, Codebook, Tag
from .codebook_rules import CodebookError, first_fault, free_key, free_letter
from .edits import Edit, SetCodebook
from .model import Annotation

_Item = TypeVar("_Item", Tag, Attribute)


def add_tag(codebook: Codebook, tag_id: str, **values: Any) -> Codebook:
    """With a new last tag; key, letter and colour are free ones unless given in ``values``."""
    used = [tag.colour for tag in codebook.tags]
    tag = Tag(
        tag_id,
        key=free_key({tag.key for tag in codebook.tags}),
        letter=free_letter(tag_id, {tag.letter for tag in codebook.tags}),
        colour=min(THEME_COLOURS, key=used.count),
    )
    return _checked(replace(codebook, tags=(*codebook.tags, replace(tag, **values))))


def add_attribute(codebook: Codebook, attribute_id: str, **values: Any) -> Codebook:
    """With a new last attribute."""
    attribute = Attribute(attribute_id, **values)
    return _checked(replace(codebook, attributes=(*codebook.attributes, attribute)))


def change_tag(codebook: Codebook, tag_id: str, **values: Any) -> Codebook:
    """With a tag recoloured, defined, or given another key, letter or role; not another id."""
    return _with_tag(codebook, replace(_tag(codebook, tag_id), id=tag_id, **values))


def change_attribute(codebook: Codebook, attribute_id: str, **values: Any) -> Codebook:
    """With an attribute defined anew or given other values to offer; not another id."""
    attribute = replace(_attribute(codebook, attribute_id), id=attribute_id, **values)
    return _with_attribute(codebook, attribute)


def retire_tag(codebook: Codebook, tag_id: str) -> Codebook:
    """With a tag that is no longer offered and leaves its key to others."""
    return change_tag(codebook, tag_id, retired=True, key="")


def restore_tag(codebook: Codebook, tag_id: str) -> Codebook:
    """With a retired tag offered again, under a free key."""
    key = free_key({tag.key for tag in codebook.tags})
    return change_tag(codebook, tag_id, retired=False, key=key)


def retire_attribute(codebook: Codebook, attribute_id: str, retired: bool = True) -> Codebook:
    """With an attribute that is no longer offered (or is again)."""
    return change_attribute(codebook, attribute_id, retired=retired)


def remove_tag(codebook: Codebook, tag_id: str) -> Codebook:
    """Without a tag; annotations that carry it keep it, as a tag the codebook does not define."""
    gone = _tag(codebook, tag_id)
    return replace(codebook, tags=tuple(tag for tag in codebook.tags if tag != gone))


def remove_attribute(codebook: Codebook, attribute_id: str) -> Codebook:
    """Without an attribute; annotations keep their values for it."""
    gone = _attribute(codebook, attribute_id)
    left = tuple(attribute for attribute in codebook.attributes if attribute != gone)
    return replace(codebook, attributes=left)


def move_tag(codebook: Codebook, tag_id: str, index: int) -> Codebook:
    """With a tag moved to the place ``index`` (from 0; clamped)."""
    return replace(codebook, tags=_moved(codebook.tags, _tag(codebook, tag_id), index))


def move_attribute(codebook: Codebook, attribute_id: str, index: int) -> Codebook:
    """With an attribute moved to the place ``index`` (from 0; clamped)."""
    attribute = _attribute(codebook, attribute_id)
    return replace(codebook, attributes=_moved(codebook.attributes, attribute, index))


def rename_tag(
    codebook: Codebook, old: str, new: str, annotations: Iterable[Annotation]
) -> list[Edit]:
    """Rename a tag in the codebook and in all ``annotations`` that carry it.

    A tag that only the annotations know may take the id of a defined one: that repairs a slip.
    A default tag keeps its role under the new name.
    """
    edits: list[Edit] = []
    if (tag := codebook.tag(old)) is not None:
        renamed = replace(tag, id=new, role=codebook.role(old))
        tags = tuple(renamed if item is tag else item for item in codebook.tags)
        edits.append(SetCodebook(_checked(replace(codebook, tags=tags))))
    elif codebook.tag(new) is None:
        edits.append(SetCodebook(add_tag(codebook, new)))
    for annotation in annotations:
        if old in annotation.tags:
            tags = (new if tag_id == old else tag_id for tag_id in annotation.tags)
            edits.append(put(annotation, tags=without_doubles(tags)))
    return edits


def rename_attribute(
    codebook: Codebook, old: str, new: str, annotations: Iterable[Annotation]
) -> list[Edit]:
    """Rename an attribute in the codebook and in all ``annotations`` that carry it.

    Where an annotation has both names, the value under ``new`` wins.
    """
    for name in (old, new):
        if name in OWN_FIELDS:
            raise CodebookError(f'"{name}" is built in; choose another attribute')
    attribute = replace(_attribute(codebook, old), id=new)
    attributes = tuple(attribute if item.id == old else item for item in codebook.attributes)
    edits: list[Edit] = [SetCodebook(_checked(replace(codebook, attributes=attributes)))]
    for annotation in annotations:
        if old in annotation.attributes:
            values = {new: annotation.attributes[old], **annotation.attributes}
            del values[old]
            edits.append(put(annotation, attributes=values))
    return edits


def tag_uses(annotations: Iterable[Annotation]) -> Counter[str]:
    """How many annotations carry each tag, also those that no codebook defines."""
    return Counter(tag for annotation in annotations for tag in annotation.tags)


def attribute_uses(annotations: Iterable[Annotation]) -> Counter[str]:
    """How many annotations have a value for each attribute."""
    uses: Counter[str] = Counter()
    for annotation in annotations:
        uses.update(name for name, value in annotation.attributes.items() if value)
        uses.update(name for name in OWN_FIELDS if getattr(annotation, name))
    return uses


def define_tags(codebook: Codebook, tag_ids: Iterable[str]) -> Codebook:
    """With the tags among ``tag_ids`` that the codebook lacks, e.g. those of an import."""
    for tag_id in tag_ids:
        if codebook.tag(tag_id) is None:
            codebook = add_tag(codebook, tag_id)
    return codebook


def _checked(codebook: Codebook) -> Codebook:
    if fault := first_fault(codebook):
        raise CodebookError(fault.what)
    return codebook


def _tag(codebook: Codebook, tag_id: str) -> Tag:
    if (tag := codebook.tag(tag_id)) is None:
        raise CodebookError(f'the codebook has no tag "{tag_id}"; add it first')
    return tag


def _attribute(codebook: Codebook, attribute_id: str) -> Attribute:
    if (attribute := codebook.attribute(attribute_id)) is None:
        raise CodebookError(f'the codebook has no attribute "{attribute_id}"; add it first')
    return attribute


def _with_tag(codebook: Codebook, tag: Tag) -> Codebook:
    tags = tuple(tag if item.id == tag.id else item for item in codebook.tags)
    return _checked(replace(codebook, tags=tags))


def _with_attribute(codebook: Codebook, attribute: Attribute) -> Codebook:
    attributes = tuple(
        attribute if item.id == attribute.id else item for item in codebook.attributes
    )
    return _checked(replace(codebook, attributes=attributes))


def _moved(items: tuple[_Item, ...], item: _Item, index: int) -> tuple[_Item, ...]:
    left = [other for other in items if other is not item]
    left.insert(max(0, index), item)
    return tuple(left)

"""Layers of UIMA projects: which are made by annotators, and what of them is the tag."""

from collections.abc import Mapping

_STRUCTURE = (
    "uima.",
    "de.tudarmstadt.ukp.dkpro.core.api.",
    "de.tudarmstadt.ukp.clarin.webanno.api.",
    "de.tudarmstadt.ukp.inception.",
)
_ANNOTATED = ("de.tudarmstadt.ukp.dkpro.core.api.ner.",)
_TAG_FEATURES = ("tag", "value", "label", "category", "identifier")


def is_annotated(layer: str) -> bool:
    """Whether people make the annotations of a layer; others say how the text is built."""
    return layer.startswith(_ANNOTATED) or not layer.startswith(_STRUCTURE)


def tag_and_attributes(layer: str, values: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The feature that names the kind as tag, else the layer's name; the rest as attributes."""
    rest = {name: value for name, value in values.items() if value}
    key = next((name for name in _TAG_FEATURES if name in rest), "")
    return (rest.pop(key) if key else layer.rpartition(".")[2]), rest

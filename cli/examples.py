"""Examples for the help of every command; a test runs each of them."""

from collections.abc import Mapping

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "read": (
        "crossread",
        "crossread reports/",
        "crossread read a.txt b.html c.md --annotator rivera",
        "crossread archive/ --sidecars ~/annotations",
    ),
    "serve": (
        "crossread serve reports/",
        "crossread serve reports/ --annotator rivera --port 8080",
    ),
    "search": (
        "crossread search oracle",
        "crossread search '(oracle OR bid*) AND outlet:\"Continental Wire\"' reports/",
        "crossread search '\"technology partner\"' reports/ --json --limit 5",
        "crossread search 'tag:denies date:2020-09-14..2020-09-20' reports/ --annotator okafor",
    ),
    "parallels": (
        "crossread parallels reports/",
        "crossread parallels a.txt b.html --json --all",
    ),
    "quotes": ("crossread quotes reports/", "crossread quotes reports/ --json"),
    "claims": (
        "crossread claims reports/",
        "crossread claims reports/ --sort disagreement --coder rivera",
        "crossread claims reports/ --json > board.json",
    ),
    "export": (
        "crossread export reports/ -o work.csv",
        "crossread export reports/ --format w3c --tag denies --no-text",
        "crossread export reports/ --format jsonl --since 2020-09-14 | wc -l",
    ),
    "import": (
        "crossread import theirs.jsonl reports/ --dry-run",
        "crossread import theirs.jsonl reports/ --format jsonl",
    ),
    "stats": ("crossread stats reports/", "crossread stats reports/ --json"),
    "check": ("crossread check reports/", "crossread check reports/ --json"),
    "doctor": ("crossread doctor", "crossread doctor reports/ --json"),
    "index": ("crossread index reports/", "crossread index reports/ --rebuild"),
    "formats": ("crossread formats",),
    "completion": (
        "crossread completion bash > ~/.local/share/bash-completion/completions/crossread",
        "crossread completion zsh > ~/.zfunc/_crossread",
    ),
}
"""What one types, by command; the first is the plainest."""

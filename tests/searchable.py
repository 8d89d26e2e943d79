"""Small pages as kb writes them."""

SOURCE = """\
---
type: Source
title: "Episode 7: Ada Brook"
generated: {by: kb, at: "2026-01-02T03:04:05Z", digest: 0123456789abcdef}
---
# Episode 7: Ada Brook

> [!info] Transcript · Ada Brook

## Key passages

- **Ada Brook:** The barrage cost 310 million pounds.[^ep-7-1]

## Text

**Sam Vale** 0:12

Who paid for *it*? ^k00000001

**Ada Brook** 12:34

The barrage cost 310 million pounds. ^k00000002

### The silt

| year | tonnes |
| ---- | ------ |
| 2019 | 40 |

^k00000003

## Quoted in

[Harlow Barrage](../concepts/harlow-barrage.md)

[^ep-7-1]: "The barrage cost 310 million pounds." — [Episode 7, Ada Brook, 12:34](#^k00000002)
"""
CONCEPT = """\
---
type: Concept
title: Harlow Barrage
aliases: [the barrage]
generated: {by: kb, at: "2026-01-02T03:04:05Z", digest: 0123456789abcdef}
---
# Harlow Barrage

> [!note] Quoted, not written
> Every line below is a source's own words. No model has written prose for this page.

## Episode 7: Ada Brook

[Source](../sources/ep-7.md)

- **Ada Brook:** The [barrage](harlow-barrage.md) cost 310 million pounds.[^ep-7-1]

## Related

[Silt](silt.md)

[^ep-7-1]: "The barrage cost 310 million pounds." — [Episode 7, Ada Brook, 12:34](../sources/ep-7.md#^k00000002)
"""


def source(title, *paragraphs):
    """A page of type Source; each paragraph, `speaker: words` or words, is a block."""
    body = []
    for number, paragraph in enumerate(paragraphs, 1):
        speaker, spoken, words = paragraph.partition(": ")
        body += [f"**{speaker}**", f"{words} ^k{number:08x}"] if spoken else [f"{paragraph} ^k{number:08x}"]
    return f'---\ntype: Source\ntitle: "{title}"\n---\n# {title}\n\n## Text\n\n' + "\n\n".join(body) + "\n"


def concept(title, *lines, aliases=()):
    front = f'---\ntype: Concept\ntitle: "{title}"\naliases: [{", ".join(aliases)}]\n---\n'
    return front + f"# {title}\n\n" + "\n".join(lines) + "\n"

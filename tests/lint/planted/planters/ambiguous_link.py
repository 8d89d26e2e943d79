"""A name that two pages have."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    for folder in ("mills", "ponds"):
        ground.note(f"{folder}/summary", front=f"type: Note\ntitle: Of {folder}\ndescription: A remark.\n")
    return ground.note_with("with-an-ambiguous-link", "See [[summary]].")

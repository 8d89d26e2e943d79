"""Long channels: a month of very many messages is cut between days, and stays cut there."""

from exports import as_json, read

from kb.readers.formats.chat.months import MOST


def message(day: int, at: int) -> dict[str, object]:
    date = f"2025-01-{day:02}T10:30:00"
    return {"id": f"{day}.{at}", "type": "message", "date": date, "from": "Ann", "text": f"{day}, {at}"}


def chat(days: dict[int, int]) -> bytes:
    """A chat with so many messages on each day of January 2025."""
    said = [message(day, at) for day, count in days.items() for at in range(count)]
    return as_json({"name": "A", "type": "private_group", "id": 7, "messages": said})


def sizes(days: dict[int, int]) -> dict[str, int]:
    return {reading.part: len(reading.blocks) for reading in read(chat(days))}


def test_a_month_of_many_messages_is_cut_between_days() -> None:
    assert sizes({1: 1500, 2: 400, 3: 900, 4: 10}) == {"2025-01": 1900, "2025-01-03": 910}


def test_what_was_cut_stays_so_when_the_month_grows() -> None:
    grown = sizes({1: 1500, 2: 400, 3: 900, 4: 1500})
    assert grown == {"2025-01": 1900, "2025-01-03": 900, "2025-01-04": 1500}


def test_a_very_long_day_is_cut_too() -> None:
    assert sizes({5: 2 * MOST + 1}) == {"2025-01": MOST, "2025-01-05 2": MOST, "2025-01-05 3": 1}


def test_titles_tell_the_pieces_apart() -> None:
    titles = [reading.title for reading in read(chat({5: MOST, 6: MOST + 1}))]
    assert titles == [
        "A on Telegram, January 2025",
        "A on Telegram, from 6 January 2025",
        "A on Telegram, from 6 January 2025, part 2",
    ]

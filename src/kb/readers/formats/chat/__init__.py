"""Exports of Slack, Discord, Telegram and WhatsApp to readings by channel and month."""

from collections.abc import Sequence

from kb.knowledge import Reading
from kb.readers.formats.chat import discord, slack, telegram, whatsapp
from kb.readers.unpacking import members
from kb.readers.reader import Aside, Beside, Unreadable

kind = "chat"


def recognise(name: str, data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04"):
        return _packed(members.names(data))
    return _plain(data)


def _packed(paths: Sequence[str]) -> str | None:
    if slack.is_packed(paths):
        return "a ZIP file with the members and days of Slack"
    return "a ZIP file with a chat of WhatsApp" if whatsapp.is_packed(paths) else None


def _plain(data: bytes) -> str | None:
    if slack.is_day(data):
        return "JSON with messages and times of Slack"
    if slack.is_list(data):
        return "JSON with the members or channels of Slack"
    if discord.recognised(data):
        return "JSON with a guild and a channel, as DiscordChatExporter writes it"
    if telegram.recognised(data):
        return "JSON with a chat of Telegram"
    return (
        "lines that open with a date, a time and a name, as WhatsApp writes them" if whatsapp.recognised(data) else None
    )


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable | Aside:
    if data.startswith(b"PK\x03\x04"):
        return slack.read_packed(data) if slack.is_packed(members.names(data)) else whatsapp.read_packed(data)
    if slack.is_day(data):
        return slack.read_day(data, beside)
    if slack.is_list(data):
        return slack.read_list()
    if discord.recognised(data):
        return discord.read(data)
    return telegram.read(data) if telegram.recognised(data) else whatsapp.read(data)

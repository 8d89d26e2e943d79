"""Exports of chats to one reading a channel and month. One module a program; `words` and `months` are for all."""

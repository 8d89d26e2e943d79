"""Mail: the bytes of messages to conversations, each with what its people wrote themselves."""

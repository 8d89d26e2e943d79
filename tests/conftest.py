"""What every test runs under: properties are never timed, a busy machine must not turn them red."""

from hypothesis import settings

settings.register_profile("kb", deadline=None)
settings.load_profile("kb")

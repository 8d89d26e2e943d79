"""Language models of a few lines: one that replies what a function says, one that has nothing to say."""

from kb.llm.port import Answer


class Saying:
    """Replies with what `say(request)` returns, or not at all where that is None; `asked` is what it was asked."""

    def __init__(self, say, stages=None, name="scripted"):
        self.say, self.stages, self.name, self.asked = say, stages, name, []

    def id(self, role):
        return self.name

    def answers(self, stage):
        return self.stages is None or stage in self.stages

    def answer(self, requests):
        for request in requests:
            self.asked.append(request)
            text = self.say(request)
            yield Answer(request, text, trouble="" if text is not None else "refused", model=self.name)

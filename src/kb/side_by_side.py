"""Jobs → results, made in processes side by side; a process that dies takes no job along but the one it had."""

import contextlib
import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    job: int | None = None
    """What it is at; None before it has said that it is there."""


def cores() -> int:
    """How many processes can work at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def each(work: Callable[[Job], Result], jobs: Sequence[Job], processes: int) -> Iterator[tuple[int, Result | None]]:
    """Numbers of jobs and their results, in the order in which they are done; None for one that its process died of.

    Jobs that no process could be started for are left out. `work` is a function at the top of a module.
    """
    crew = _Crew(work, deque(enumerate(jobs)))
    try:
        for _ in range(min(processes, len(jobs))):
            crew.hire()
        while crew.workers:
            for pipe in wait(list(crew.workers)):
                assert isinstance(pipe, Connection)
                yield from crew.heard(pipe)
    finally:
        crew.dismiss()


@dataclass(slots=True)
class _Crew(Generic[Job, Result]):
    work: Callable[[Job], Result]
    waiting: deque[tuple[int, Job]]
    workers: dict[Connection, _Worker] = field(default_factory=dict)

    def hire(self) -> None:
        """One more process, where the system lets us."""
        context = _context(self.work.__module__)
        with contextlib.suppress(OSError, EOFError):
            ours, theirs = context.Pipe()
            # A fork holds our ends of the pipes too, and would not hear that we are gone.
            inherited = [ours, *self.workers] if isinstance(context, ForkContext) else []
            process = context.Process(target=_serve, args=(theirs, self.work, inherited), daemon=True)
            process.start()
            theirs.close()
            self.workers[ours] = _Worker(process)

    def heard(self, pipe: Connection) -> Iterator[tuple[int, Result | None]]:
        """What a process said, which then gets its next job; or that it died."""
        worker = self.workers[pipe]
        try:
            said: Result = pipe.recv()
        except (EOFError, OSError):
            self._bury(pipe)
            if worker.job is not None:
                yield worker.job, None
                self.hire() if self.waiting else None
            return
        if worker.job is not None:
            yield worker.job, said
        if not self.waiting:
            self._bury(pipe)
            return
        worker.job, job = self.waiting.popleft()
        # That a dead process can't be given anything is heard when it is listened to next.
        with contextlib.suppress(OSError):
            pipe.send(job)

    def _bury(self, pipe: Connection) -> None:
        pipe.close()
        self.workers.pop(pipe).process.join()

    def dismiss(self) -> None:
        """Nobody goes on working."""
        for worker in self.workers.values():
            worker.process.kill()
        for pipe in list(self.workers):
            self._bury(pipe)


def _context(module: str) -> ForkContext | ForkServerContext | SpawnContext:
    # A fork has all that is loaded already. One of a process with threads would take their locks along: then a server
    # that does nothing is forked.
    if _has_one_thread():
        return multiprocessing.get_context("fork")
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


def _has_one_thread() -> bool:
    """Whether the system knows of no other thread, of whatever library; False where it does not tell."""
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208
    except OSError:
        return False


def _serve(pipe: Connection, work: Callable[[Job], Result], inherited: Sequence[Connection]) -> None:
    """The life of a process: it says that it is there, then each job's result, until nobody listens."""
    for one in inherited:
        one.close()
    # What is there by now stays.
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        pipe.send(None)
        while True:
            pipe.send(work(pipe.recv()))

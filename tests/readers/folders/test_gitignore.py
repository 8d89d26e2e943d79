"""A path is ignored where git would ignore it: each row says what `git check-ignore --no-index` answers (2.39)."""

import time

import pytest

from kb.readers.folders.gitignore import Ignored


def ignored(path, **files):
    """Whether a path is ignored; `files` are the .gitignore of folders, `top` that of the uppermost."""
    texts = {"" if folder == "top" else f"{folder}/": text for folder, text in files.items()}
    return Ignored(lambda name: texts.get(name.removesuffix(".gitignore"), "").encode())(path)


@pytest.mark.parametrize(
    ("rules", "path", "answer"),
    [
        ("*.log", "a.log", True),
        ("*.log", "d/a.log", True),
        ("/a.log", "d/a.log", False),
        ("/a.log", "a.log", True),
        ("build/", "build/x", True),
        ("build/", "d/build/x", True),
        ("build/", "build", False),
        ("docs/*.txt", "docs/a.txt", True),
        ("docs/*.txt", "docs/sub/a.txt", False),
        ("docs/*.txt", "x/docs/a.txt", False),
        ("**/foo", "foo", True),
        ("**/foo", "a/b/foo", True),
        ("abc/**", "abc/x/y", True),
        ("abc/**", "abc", False),
        ("a/**/b", "a/b", True),
        ("a/**/b", "a/x/y/b", True),
        ("foo*", "foobar/x", True),
        ("*.log\n!keep.log", "keep.log", False),
        ("d/\n!d/keep", "d/keep", True),
        ("d/*\n!d/keep", "d/keep", False),
        ("#x", "#x", False),
        ("\\#x", "#x", True),
        ("\\!x", "!x", True),
        ("a ", "a", True),
        ("a\\ ", "a ", True),
        ("[ab].c", "a.c", True),
        ("[!ab].c", "a.c", False),
        ("[^ab].c", "c.c", True),
        ("[a-c].c", "b.c", True),
        ("?.c", "ab.c", False),
        ("?.c", "a.c", True),
        ("*", "x/y", True),
        ("/*\n!/src", "src/x", False),
        ("/*\n!/src", "other/x", True),
        ("a**b", "axyb", True),
        ("a**b", "ax/yb", False),
        ("doc/frotz/", "a/doc/frotz/x", False),
        ("doc/frotz/", "doc/frotz/x", True),
        ("**", "x", True),
        ("[]].c", "].c", True),
        ("[a", "[a", False),
        ("foo/**/", "foo/a/b", True),
        ("foo/**/", "foo/a", False),
        ("\\*.c", "*.c", True),
        ("\\*.c", "a.c", False),
        ("A.log", "a.log", False),
        ("x\r", "x", True),
        ("[[:digit:]].c", "1.c", True),
        ("a/", "a/b/c", True),
        ("!", "!", False),
        ("/", "x", False),
        ("*/x", "a/x", True),
        ("*/x", "a/b/x", False),
        ("a\t", "a", False),
        ("**/a/**", "q/a/z", True),
        ("**a", "xa", True),
        ("x/**a", "x/y/ba", False),
        ("[/].c", "/.c", False),
        ("a[/]b", "a/b", False),
        ("a?b", "a/b", False),
        ("dir/*", "dir/sub/x", True),
        ("[z-a].c", "b.c", False),
        ("foo\\", "foo\\", False),
        ("[\\]].c", "].c", True),
        ("a\\b", "ab", True),
    ],
)
def test_a_rule_means_what_it_means_to_git(rules, path, answer):
    assert ignored(path, top=rules + "\n") is answer


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        pytest.param("a.log", True, id="the uppermost file speaks for all"),
        pytest.param("app/a.log", False, id="the nearest file has the last word"),
        pytest.param("app/deep/x.tmp", True, id="a file speaks for what lies below it"),
        pytest.param("x.tmp", False, id="and for nothing else"),
        pytest.param("app/only/x", True, id="a slash at the start means the file's own folder"),
        pytest.param("app/deep/only/x", False, id="and no deeper one"),
    ],
)
def test_each_folder_may_have_rules(path, answer):
    assert ignored(path, top="*.log\n", app="!*.log\n*.tmp\n/only\n") is answer


@pytest.mark.parametrize("rule", ["*a" * 60 + "b", "**/" * 40 + "x", "[" * 5000, "a" * 100_000, "**/*a" * 4 + "b"])
def test_no_rule_takes_long(rule):
    start = time.process_time()
    ignored("/".join(["a" * 200] * 12), top=rule)
    assert time.process_time() - start < 10

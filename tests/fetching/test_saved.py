"""Addresses become files of raw/web/, with a sidecar and the pictures of the page."""

import json

import pytest

from drawn import png
from fetching.site import Site, moved
from kb.fetching.guard import Refused
from kb.fetching.saved import Saving
from kb.fetching.web import Web
from kb.readers.sidecar import parse_sidecar
from kb.workspace import Workspace

PAGE = "<html><body><article><h1>Tides</h1><p>Words.</p><img src='/wall.png' alt='The wall'></article></body></html>"


@pytest.fixture
def workspace(tmp_path):
    return Workspace.create(tmp_path)


def save(workspace, pages, path):
    with Site(pages) as site, Web(private=True) as web:
        saving = Saving(workspace, web, "2026-04-02")
        file, is_new = saving.save(site.url + path)
        return file, is_new, saving, site


def sidecar(file):
    path = file.with_name(f"{file.name}.kb.yaml")
    return parse_sidecar(path.read_text(), path.name)


def test_the_original_bytes_their_address_and_the_day_are_kept(workspace) -> None:
    file, is_new, _, site = save(workspace, {"/notes/On%20Tides.html": PAGE}, "/notes/On%20Tides.html")
    assert is_new and file.read_text() == PAGE
    assert file.relative_to(workspace.raw).as_posix() == "web/127-0-0-1/on-tides.html"
    told = sidecar(file)
    assert (told.fetched, told.captured) == (f"{site.url}/notes/On%20Tides.html", "2026-04-02")


def test_where_a_redirect_led_is_kept_too(workspace) -> None:
    file, _, _, site = save(workspace, {"/s": moved("/long/story"), "/long/story": PAGE}, "/s")
    assert (sidecar(file).fetched, sidecar(file).found_at) == (f"{site.url}/s", f"{site.url}/long/story")


def test_the_pictures_of_the_page_come_along(workspace) -> None:
    file, _, _, site = save(workspace, {"/a": PAGE, "/wall.png": png()}, "/a")
    folder = file.with_name("a_files")
    ((address, name),) = json.loads((folder / "addresses.json").read_text()).items()
    assert address == f"{site.url}/wall.png" and (folder / name).read_bytes() == png()


def test_a_picture_that_is_gone_costs_only_a_warning(workspace) -> None:
    *_, saving, _ = save(workspace, {"/a": PAGE}, "/a")
    assert saving.warnings == ["1 of its pictures could not be fetched"]


@pytest.mark.parametrize(
    ("path", "media_type", "data", "name"),
    [
        ("/p.pdf", "application/octet-stream", b"%PDF-1.7 x", "p.pdf"),
        ("/paper?id=7", "application/pdf", b"%PDF-1.7 x", "paper-id-7.pdf"),
        ("/pic", "image/png", png(), "pic.png"),
        ("/", "text/html", b"<p>x", "index.html"),
        ("/talk.vtt", "text/vtt", b"WEBVTT", "talk.vtt"),
        ("/%E6%BD%AE", "text/html", b"<p>x", "chao.html"),
        ("/..%2f..%2fetc%2fpasswd", "text/plain", b"x", "etc-passwd.txt"),
    ],
)
def test_the_name_is_made_of_the_address_and_the_kind_of_the_bytes(workspace, path, media_type, data, name) -> None:
    file, *_ = save(workspace, {path: (200, {"Content-Type": media_type}, data)}, path)
    assert file.parent == workspace.raw / "web" / "127-0-0-1" and file.name == name


def test_an_address_is_fetched_once(workspace) -> None:
    with Site({"/a": PAGE}) as site, Web(private=True) as web:
        saving = Saving(workspace, web, "2026-04-02")
        first, second = saving.save(f"{site.url}/a"), saving.save(f"{site.url}/a")
        assert second == (first[0], False) and site.asked.count("/a") == 1


def test_two_addresses_of_one_name_are_two_files(workspace) -> None:
    with Site({"/x/a": PAGE, "/y/a": PAGE}) as site, Web(private=True) as web:
        saving = Saving(workspace, web, "2026-04-02")
        assert [saving.save(site.url + path)[0].name for path in ("/x/a", "/y/a")] == ["a.html", "a-2.html"]


def test_an_empty_page_leaves_nothing(workspace) -> None:
    with pytest.raises(Refused, match="is empty"):
        save(workspace, {"/a": " "}, "/a")
    assert list(workspace.raw.rglob("*")) == []

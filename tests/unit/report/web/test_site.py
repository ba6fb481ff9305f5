"""The report as files: what it holds, what it escapes and what it refuses."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.model import UsageError
from pipeline.report.web import write_site
from tests.conftest import SAMPLES

PDF = "2012-jamlik-vard.pdf"
EVIL = """\
</title><script>alert(1)</script> Stöd till läxhjälp "onload='x' 2018

Överenskommelse mellan staten och Sveriges Kommuner och Landsting

1. Medel </script><img src=x onerror=alert(2)>

Överenskommelsen omfattar totalt 7 000 000 kronor för 2018. Staten ska <b onclick="alert(3)">
betala 7 000 000 kronor till skolor.
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    (folder / "in").mkdir()
    shutil.copy(SAMPLES / PDF, folder / "in")
    (folder / "in" / "evil.txt").write_text(EVIL, encoding="utf-8")
    main(["run", str(folder / "in"), "--out", str(folder / "out")])
    return folder


@pytest.fixture(scope="module")
def site(run: Path) -> Path:
    return write_site(run / "out").folder


def _pages(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.rglob("*.html")}


def test_what_a_document_says_is_never_markup(site: Path) -> None:
    pages = _pages(site)
    assert len(pages) == 3
    everything = "".join(pages.values())
    assert all(f"alert({number})" in everything for number in (1, 2, 3))
    for page in pages.values():
        assert re.findall(r"<script(?! src=)|<img src=x|<b onclick|<[^>]* on\w+=", page) == []
        assert page.count("</script>") == 1
        assert " style=" not in page
        assert "default-src &#39;none&#39;" in page


# The table holds; of the text's amounts nothing says that they are all of theirs.
RESERVED = """\
Överenskommelse mellan staten och Sveriges Kommuner och Landsting

1. Medel

Staten avsätter 7 000 000 kronor för 2018.

Insats\tKronor
Bad\t3 000 000
Skola\t4 000 000
Summa\t7 000 000

2. Skolor

Till skolor avsätts 4 000 000 kronor. Av dessa går 1 000 000 kronor till böcker och
2 000 000 kronor till lärare.
"""


def test_a_verdict_is_not_plain_green_where_a_check_is_open(tmp_path: Path) -> None:
    (tmp_path / "utan-rubrik.txt").write_text(RESERVED, encoding="utf-8")
    main(["run", str(tmp_path / "utan-rubrik.txt"), "--out", str(tmp_path / "out")])
    pages = _pages(write_site(tmp_path / "out").folder)
    overview = pages.pop("index.html")
    (page,) = pages.values()
    for shown in (overview, page):
        assert re.search(r'class="verdict (large)? reconciled open"', shown)
        assert "1 går inte att avgöra" in shown
    assert "(varav 1 med kontroller som inte går att avgöra)" in overview
    # A document without a title goes by the name of its file, a place by its section.
    assert '<h1 lang="sv">utan-rubrik.txt ' in page
    assert ">utan-rubrik.txt</a>" in overview
    assert re.search(r's\.&nbsp;1, <span lang="sv">2 Skolor</span>', page)


def test_links_lead_to_files_and_places_that_are_there(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = path.read_text("utf-8")
        places = re.findall(r' id="([^"]+)"', page)
        assert len(places) == len(set(places))
        for target in re.findall(r'(?:href|src)="([^"]+)"', page):
            file, _, place = target.partition("#")
            if file:
                assert (path.parent / file).is_file(), target
            else:
                assert place in places


def test_a_file_that_moved_leaves_its_text(run: Path, tmp_path: Path) -> None:
    moved = write_site(run / "out", tmp_path / "a", inputs=tmp_path)
    assert moved.without_pictures == (PDF,)
    assert list(moved.folder.rglob("*.jpg")) == []
    assert "--inputs" in (moved.folder / "index.html").read_text("utf-8")
    shutil.copy(SAMPLES / PDF, tmp_path)
    found = write_site(run / "out", tmp_path / "b", inputs=tmp_path)
    assert found.without_pictures == ()
    assert len(list(found.folder.rglob("*.jpg"))) == 2


def test_a_changed_file_is_not_shown_in_its_place(run: Path, tmp_path: Path) -> None:
    changed = (SAMPLES / PDF).read_bytes() + b"\n% changed\n"
    (tmp_path / PDF).write_bytes(changed)
    assert write_site(run / "out", tmp_path / "a", tmp_path).without_pictures == (PDF,)


def test_english_and_swedish_stand_apart(run: Path, tmp_path: Path) -> None:
    pages = _pages(write_site(run / "out", tmp_path / "en", language="en").folder)
    for page in pages.values():
        assert '<html lang="en">' in page
    overview = pages["index.html"]
    assert "Money per year and area" in overview
    assert "Överenskommelser" not in overview


def test_a_report_replaces_a_report_and_nothing_else(run: Path, tmp_path: Path) -> None:
    first = write_site(run / "out", tmp_path / "site")
    (first.folder / "agreements" / "left.html").write_text("old")
    write_site(run / "out", tmp_path / "site")
    assert not (first.folder / "agreements" / "left.html").exists()
    (first.folder / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match=r"thesis\.txt is not ours"):
        write_site(run / "out", tmp_path / "site")
    assert (first.folder / "thesis.txt").read_text() == "years of work"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="not a report"):
        write_site(run / "out", tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_place_that_cannot_be_written_is_told_with_the_remedy(run: Path) -> None:
    for place in ("/proc/report", str(run / "in" / "evil.txt" / "report")):
        with pytest.raises(UsageError, match=f"{place} cannot be written.*for --to"):
            write_site(run / "out", Path(place))


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no finished run"):
        write_site(tmp_path)


def test_the_command_says_where_the_report_is(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(run / "out"), "--to", str(tmp_path / "site")]) == 0
    assert "index.html" in capsys.readouterr().out
    assert (tmp_path / "site" / "index.html").is_file()

"""Encodings: what is read as what, and what is refused."""

import codecs

import pytest

from pipeline.model import UnreadableError
from pipeline.read.text.decoding import decode

TEXT = "Överenskommelse om stöd för åtgärder på äldreområdet"


@pytest.mark.parametrize(
    ("data", "doubted"),
    [
        (TEXT.encode(), False),
        (codecs.BOM_UTF8 + TEXT.encode(), False),
        (TEXT.encode("utf-16"), False),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), False),
        (TEXT.encode("cp1252"), True),
        (TEXT.encode("latin-1"), True),
    ],
)
def test_text_is_decoded(data: bytes, doubted: bool) -> None:
    text, findings = decode(data)
    assert text == TEXT
    assert [finding.code for finding in findings] == ["encoding_guessed"] * doubted


def test_a_damaged_byte_does_not_change_the_encoding() -> None:
    text, findings = decode((TEXT * 10).encode() + b"\xff slut")
    assert text.endswith("\ufffd slut")
    assert text.startswith("Överens")
    assert len(findings) == 1


@pytest.mark.parametrize("data", [b"", b" \n\t \r\n", codecs.BOM_UTF8, "\u00a0\n".encode()])
def test_empty_files_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert caught.value.cause == "empty"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 50,
        b"%PDF-1.4\n1 0 obj",
        b"{}[]()<>;;,,..--==++" * 20,
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert caught.value.cause == "unreadable"

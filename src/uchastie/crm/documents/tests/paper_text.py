"""The words of a PDF, by its own tables of signs: enough for papers of ours, no library."""

import re
import zlib


def text_of(pdf: bytes) -> str:
    """Every string shown on the pages, in the order of the file, through the ToUnicode table of its font."""
    parts = dict(_objects(pdf))
    fonts = {name: _signs(parts, ref) for name, ref in _fonts(parts)}
    words = []
    for body in parts.values():
        if b" Tf" in body and (b"TJ" in body or b"Tj" in body):
            words.append(_shown(body.decode("latin-1"), fonts))
    return "\n".join(words)


def _objects(pdf: bytes):
    for match in re.finditer(rb"(\d+) 0 obj(.*?)(?:endobj|stream\r?\n)", pdf, re.DOTALL):
        head, packed = match[2], b""
        length = re.search(rb"/Length (\d+)", head)
        if length and b"FlateDecode" in head:
            packed = zlib.decompress(pdf[match.end() : match.end() + int(length[1])])
        yield int(match[1]), head + packed


def _fonts(parts):
    for body in parts.values():
        for fonts in re.findall(rb"/Font\s*<<(.*?)>>", body, re.DOTALL):
            for name, ref in re.findall(rb"/(\w+)\s+(\d+) 0 R", fonts):
                yield name.decode(), int(ref)


def _signs(parts, ref):
    table = re.search(rb"/ToUnicode\s+(\d+) 0 R", parts[ref])
    signs: dict[int, str] = {}
    text = parts[int(table[1])].decode("latin-1") if table else ""
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, to in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            signs[int(code, 16)] = bytes.fromhex(to).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, to in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                signs[int(first, 16) + step] = chr(int(to, 16) + step)
    return signs


LITERAL = r"\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)"  # brackets in pairs stand as they are
SHOWN = re.compile(rf"/(\w+) [\d.]+ Tf|(\[(?:{LITERAL}|[^\]])*\]\s*TJ|{LITERAL}\s*Tj)", re.DOTALL)
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def _shown(body: str, fonts) -> str:
    out, font = [], {}
    for name, shown in SHOWN.findall(body):
        if name:
            font = fonts.get(name, {})
        for raw in re.findall(LITERAL, shown, re.DOTALL):
            out += _literal(raw[1:-1], font)
    return "".join(out)


def _literal(raw: str, font) -> list[str]:
    plain = re.sub(r"\\([0-7]{1,3}|.)", _unescaped, raw, flags=re.DOTALL)
    data = plain.encode("latin-1")
    return [font.get(int.from_bytes(data[i : i + 2]), "") for i in range(0, len(data), 2)]


def _unescaped(match: re.Match[str]) -> str:
    code = match[1]
    return chr(int(code, 8)) if code[0].isdigit() else ESCAPES.get(code, code)

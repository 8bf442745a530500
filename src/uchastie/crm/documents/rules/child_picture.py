"""Run as a program: a picture on the standard input, the same picture drawn anew on the standard output."""

import io
import resource
import sys

MEMORY = 1024 * 1024 * 1024  # bytes of address space
CPU = 20  # seconds
MAX_PIXELS = 60_000_000
SIDE = 2560  # pixels: enough to read a letter
KNOWN = 3
FORMATS = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}


def narrow() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))


def refuse(message: str) -> None:
    sys.stderr.buffer.write(message.encode())
    sys.exit(KNOWN)


def draw(data: bytes, suffix: str, side: int = 0) -> bytes:
    """With a `side` it becomes a JPEG of that size for a page of the site, on white where it was see-through."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is unpacked
    wanted = FORMATS[suffix]
    with Image.open(io.BytesIO(data), formats=[wanted]) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            refuse("В снимке слишком много точек. Уменьшите его и приложите снова.")
        picture.draft("RGB", (SIDE, SIDE))
        upright = ImageOps.exif_transpose(picture)
    see_through = wanted != "JPEG" and (upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info)
    plain = upright.convert("RGBA" if see_through else "RGB")
    if side and see_through:
        plain = Image.alpha_composite(Image.new("RGBA", plain.size, "white"), plain).convert("RGB")
    plain.thumbnail((side or SIDE, side or SIDE))
    clean = Image.frombytes(plain.mode, plain.size, plain.tobytes())  # nothing but the points is left
    out = io.BytesIO()
    if side:
        clean.save(out, "JPEG", quality=82, progressive=True, optimize=True)
    else:
        clean.save(out, wanted, **({} if wanted == "PNG" else {"quality": 88}))
    return out.getvalue()


if __name__ == "__main__":
    narrow()
    sys.stdout.buffer.write(draw(sys.stdin.buffer.read(), sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0))

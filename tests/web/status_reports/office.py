"""Files opened by LibreOffice, as another program than the one that wrote them understands them."""

import csv
import io
import subprocess
from pathlib import Path

# Commas, quotation marks, UTF-8, what the cells show, texts in quotation marks, every sheet.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1"


def converted(folder: Path, name: str, data: bytes, to: str) -> list[Path]:
    """What LibreOffice made of the file, in a profile of its own."""
    (folder / name).write_bytes(data)
    out = folder / "out"
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    done = subprocess.run(
        [*command, "--convert-to", to, "--outdir", str(out), str(folder / name)],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    made = sorted(out.glob("*")) if out.exists() else []
    assert done.returncode == 0, done.stderr
    assert made, done.stderr + done.stdout
    return made


def sheets_of(folder: Path, data: bytes) -> dict[str, list[list[str]]]:
    """Each sheet by its name, as rows of what its cells show."""
    made = converted(folder, "status.xlsx", data, CSV)
    return {path.stem.removeprefix("status-"): list(csv.reader(io.StringIO(path.read_text("utf-8")))) for path in made}

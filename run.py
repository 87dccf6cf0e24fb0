"""Sets the project up in `.venv`, then serves the dashboard, passes on to `gongkai`, or tests.

    python run.py [--port 8600]         set up, serve, print the address
    python run.py gongkai import PATH   set up, run a command of `gongkai`
    python run.py extras                set up with what reads pictures and speaks to a cluster
    python run.py test [--no-browser] [--no-office] [--no-proxy] [--no-postgres]
                                        set up for development, run every check

Needs nothing but Python and pip; uv is used where it is installed.
"""

from __future__ import annotations

import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
RUNTIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
EXTRAS = "requirements-extras.lock"
SATISFIED_BY = {
    RUNTIME: (RUNTIME,),
    EXTRAS: (RUNTIME, EXTRAS),
    DEVELOPMENT: (RUNTIME, EXTRAS, DEVELOPMENT),
}

BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "msedge",
)  # fmt: skip
BROWSER_FILES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
OFFICES = ("soffice", "libreoffice")
OFFICE_FILES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
# Each package with the library of LibreOffice that it brings.
OFFICE_PARTS = {"libreoffice-writer-nogui": "swlo", "libreoffice-calc-nogui": "sclo"}
# Debian puts servers where only root looks.
PROXY_FILES = ("/usr/sbin/haproxy",)
POSTGRES_FOLDER = Path("/usr/lib/postgresql")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FONT_WORDS = ("cjk", "sourcehan", "wqy", "droidsansfallback", "simsun", "simhei", "msyh")
CHECKS = (
    ("ruff check", ("ruff", "check", ".")),
    ("ruff format", ("ruff", "format", "--check", ".")),
    ("pyright", ("pyright", "--threads")),
    ("lint-imports", ("lint-imports", "--no-logo")),
)
# A file stays with one process, so that what a module prepares is prepared once. Where there are
# two cores, four processes use them: tests that drive a browser or an office program wait a lot.
SIDE_BY_SIDE = (
    "-n",
    str(min((os.cpu_count() or 1) + 2, 4)),
    "--dist",
    "loadfile",
    "--no-loadscope-reorder",
)


def main() -> int:
    """Do what the command line asks for and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
    if sys.version_info < (3, 11):
        say(f"需要 Python 3.11 或更高版本，当前为 {platform.python_version()} / needs Python 3.11+")
        return 2
    arguments = sys.argv[1:]
    if arguments[:1] == ["test"]:
        return test(arguments[1:])
    if arguments == ["extras"]:
        set_up(EXTRAS)
        return 0
    set_up(RUNTIME)
    if arguments[:1] == ["gongkai"]:
        return gongkai(arguments[1:])
    return gongkai(["serve", *(arguments[1:] if arguments[:1] == ["serve"] else arguments)])


def say(text: str) -> None:
    """Print a line of progress."""
    print(f"» {text}", flush=True)


def gongkai(arguments: list[str]) -> int:
    """Run the command line of the project in the place of this process, where the system can."""
    command = [str(tool("gongkai")), *arguments]
    if os.name != "nt":
        os.execve(command[0], command, environment())
    return call(command)


def call(command: Sequence[str | Path], folder: Path | None = None) -> int:
    """Run a command to its end, also when it is stopped from the keyboard."""
    parts = [str(part) for part in command]
    with subprocess.Popen(parts, cwd=folder, env=environment()) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            return process.wait()


def environment() -> dict[str, str]:
    """Return the environment of what is started, with the tools of `.venv` in front."""
    servers = [str(Path(file).parent) for file in PROXY_FILES if Path(file).is_file()]
    path = os.pathsep.join([str(SCRIPTS), os.environ.get("PATH", os.defpath), *servers])
    return os.environ | {"PATH": path, "PYTHONUTF8": "1", "UV_SYSTEM_CERTS": "1"}


# Setting up


def set_up(lock: str) -> None:
    """Make `.venv` what the lock file says; nothing is done when it already is."""
    if PYTHON.exists() and stamp(lock).is_file() and stamp(lock).read_text("utf-8") == digest(lock):
        return
    make_environment()
    say("正在安装依赖，首次约需 1–3 分钟 / installing what the project needs")
    install("--require-hashes", "-r", str(ROOT / lock))
    install("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    for satisfied in SATISFIED_BY[lock]:
        stamp(satisfied).write_text(digest(satisfied), "utf-8")


def stamp(lock: str) -> Path:
    """Return the file that says which state of a lock file is installed."""
    return VENV / f"installed-{lock}"


def digest(lock: str) -> str:
    """Return what must stay the same for the installation to stay good."""
    parts = [str(ROOT).encode(), platform.python_version().encode()]
    parts += [(ROOT / name).read_bytes() for name in (lock, "pyproject.toml")]
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def make_environment() -> None:
    """Make `.venv`, anew when it belongs to a Python that is gone."""
    if PYTHON.exists() and call([PYTHON, "-c", "import pip"]) == 0:
        return
    say("正在创建 .venv / creating .venv")
    try:
        venv.create(VENV, clear=True, with_pip=True, symlinks=os.name != "nt")
    except subprocess.CalledProcessError:
        sys.exit("无法创建 .venv，请先安装 python3-venv / install python3-venv first")


def install(*arguments: str) -> None:
    """Install with uv, or with pip where there is no uv or its settings do not serve."""
    uv = shutil.which("uv")
    if uv:
        if call([uv, "pip", "install", "--python", PYTHON, *arguments]) == 0:
            return
        say("uv 未能安装，改用 pip / uv could not, trying pip")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install"]
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    if call([*pip, *quiet, *arguments]):
        sys.exit("安装失败，请检查网络或 pip 镜像设置 / could not install, see the lines above")


# Testing


def test(arguments: list[str]) -> int:
    """Run every check, then say in the last lines what came of each."""
    left_out = [name for name in NEEDED if f"--no-{name}" in arguments]
    wanted = [a for a in arguments if a.removeprefix("--no-") not in NEEDED]
    with ThreadPoolExecutor(1) as beside:
        programs = beside.submit(prepare, [name for name in NEEDED if name not in left_out])
        set_up(DEVELOPMENT)
        programs.result()
    outcomes = {}
    for name, command in CHECKS:
        say(name)
        code = call([tool(command[0]), *command[1:]], ROOT)
        outcomes[name] = "failed" if code else "ok"
    say("pytest")
    marks = " and ".join(f"not {name}" for name in left_out)
    code, outcomes["pytest"] = run_pytest([*(["-m", marks] if marks else []), *wanted])
    say("结果 / results")
    for name, outcome in outcomes.items():
        print(outcome if name == "pytest" else f"{name}: {outcome}")
    return 1 if code or "failed" in outcomes.values() else 0


def tool(name: str) -> Path:
    """Return the path of a tool that `.venv` holds."""
    return SCRIPTS / (f"{name}.exe" if os.name == "nt" else name)


def run_pytest(arguments: list[str]) -> tuple[int, str]:
    """Run the tests, and return the exit code and the line that counts them."""
    last = ""
    # Hundreds of processes load the same modules, which are compiled once.
    kept = environment() | {"PYTHONDONTWRITEBYTECODE": ""}
    command = [tool("pytest"), "--color=no", *SIDE_BY_SIDE, *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT, env=kept
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line.strip(" =\n") or last
    return process.returncode, last


def prepare(wanted: Sequence[str]) -> None:
    """Install what tests need beside Python: browser, font, clock, LibreOffice, servers."""
    missing = [package for name in wanted for package in NEEDED[name]()]
    if missing and may_install():
        say(f"正在安装 {' '.join(missing)} / installing what the tests need")
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        call(["apt-get", "update", "-qq"])
        call(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing])
    for name in wanted:
        if still := NEEDED[name]():
            sys.exit(
                f"测试需要 {'、'.join(still)}，请先安装；不测这一部分可加 --no-{name} / "
                f"the tests need {' and '.join(still)}; install them, or pass --no-{name}"
            )
    if "browser" in wanted:
        named = os.environ.get("GONGKAI_CHROMIUM")
        os.environ["GONGKAI_CHROMIUM"] = named or found(BROWSERS, BROWSER_FILES) or ""


def missing_for_browser() -> list[str]:
    """Return the Debian packages that the tests in a browser still need."""
    browser = os.environ.get("GONGKAI_CHROMIUM") or found(BROWSERS, BROWSER_FILES)
    return [
        *([] if browser else ["chromium"]),
        *([] if has_chinese_font() else ["fonts-noto-cjk"]),
        *([] if platform.system() != "Linux" or shutil.which("faketime") else ["faketime"]),
    ]


def missing_for_office() -> list[str]:
    """Return the Debian packages that the tests of Word, PDF and Excel files still need."""
    office = found(OFFICES, OFFICE_FILES)
    return [
        package
        for package, library in OFFICE_PARTS.items()
        if office is None or not any(Path(office).resolve().parents[1].glob(f"*/*{library}.*"))
    ]


def missing_for_proxy() -> list[str]:
    """Return the Debian packages that the tests of the deployment still need."""
    return [] if found(("haproxy",), PROXY_FILES) else ["haproxy"]


def missing_for_postgres() -> list[str]:
    """Return the Debian packages that the tests of the store on PostgreSQL still need."""
    servers = [str(path) for path in POSTGRES_FOLDER.glob("*/bin/initdb")]
    return [] if found(("initdb",), servers) else ["postgresql"]


NEEDED = {
    "browser": missing_for_browser,
    "office": missing_for_office,
    "proxy": missing_for_proxy,
    "postgres": missing_for_postgres,
}


def found(commands: Sequence[str], files: Sequence[str]) -> str | None:
    """Return the path of a program that this machine has, None where it has none."""
    usual = [path for path in files if Path(path).is_file()]
    return next(filter(None, [*map(shutil.which, commands), *usual]), None)


def has_chinese_font() -> bool:
    """Return whether pages can print Chinese; Windows and macOS always can."""
    if platform.system() != "Linux":
        return True
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    fonts = (file.name.lower().replace("-", "") for f in folders for file in f.rglob("*.[to]t[fc]"))
    return any(word in font for font in fonts for word in FONT_WORDS)


def may_install() -> bool:
    """Return whether system packages can be installed here."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and shutil.which("apt-get") is not None


if __name__ == "__main__":
    sys.exit(main())

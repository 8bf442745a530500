"""`make run` as a person meets it: real processes on a database of their own."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.processes import ROOT, alive, empty_database, environment, free_port, running, start_and_wait, wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for orphans in /proc"),
]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A prepared installation without a demo: the first start is paid for once."""
    data = tmp_path_factory.mktemp("data")
    with empty_database() as database:
        env = environment(data, **database)
        with running(env) as product:
            env["FIRST_OUTPUT"] = product.stop()[1]
        yield env


def test_an_empty_installation_prints_the_link_of_the_first_administrator(installed):
    links = [line.strip() for line in installed["FIRST_OUTPUT"].splitlines() if "/invite/" in line]
    assert len(links) == 1
    assert links[0].startswith("http://127.0.0.1:")


def one_django(env):
    """Seconds of a Django that only comes up: the measure of how busy this machine is."""
    began = time.monotonic()
    subprocess.run([sys.executable, "manage.py", "shell", "-v", "0", "-c", "pass"], cwd=ROOT, env=env, check=True)
    return time.monotonic() - began


def test_the_second_start_is_quick_and_the_end_is_clean(installed):
    with running(installed) as product:
        children = product.descendants()
        wait_until(lambda: product.get("/readyz") == 200, 15)
        seconds, output = product.stop()
    assert product.seconds <= max(5, 8 * one_django(installed))  # 5 s on a machine that has nothing else to do
    assert seconds <= 10
    assert product.process.returncode == 0
    assert len(children) >= 3  # gunicorn, its worker, our worker
    assert not [pid for pid in children if alive(pid)]
    assert "Traceback" not in output


def test_control_c_ends_everything(installed):
    with running(installed) as product:
        children = product.descendants()
        product.stop(signal.SIGINT)
    assert product.process.returncode == 0
    assert not [pid for pid in children if alive(pid)]


def test_a_dead_child_is_started_again(installed):
    with running(installed) as product:
        before = product.descendants()
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: product.get("/healthz") == 200 and not product.descendants() & before, 15)
        wait_until(lambda: product.get("/readyz") == 200, 15)
        _, output = product.stop()
    assert "запускаю снова" in output


def test_a_killed_supervisor_leaves_no_orphans(installed):
    with running(installed) as product:
        children = product.descendants()
        product.process.kill()
        product.process.wait()
        wait_until(lambda: not [pid for pid in children if alive(pid)], 15)


def test_a_taken_port_is_said_in_one_sentence(installed):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = start_and_wait(installed | {"PORT": port})
    assert result.returncode == 4
    assert result.stderr.startswith(f"Порт {port} занят")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("secret", [{}, {"SECRET_KEY": "x" * 50}])
def test_a_folder_that_cannot_be_written(tmp_path, secret):
    file = tmp_path / "file"
    file.write_text("a file where a folder should be stops even root")
    result = start_and_wait(environment(file / "data", PORT=str(free_port()), **secret))
    assert result.returncode == 3
    assert result.stderr.startswith("Нет права писать в папку данных")
    assert "Traceback" not in result.stderr


def test_a_database_that_does_not_answer(tmp_path):
    url = "postgres://user:secret@127.0.0.1:1/none"
    result = start_and_wait(environment(tmp_path, PORT=str(free_port()), DATABASE_URL=url))
    assert result.returncode == 5
    assert result.stderr.startswith("База данных недоступна")
    assert "secret" not in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "uchastie.sqlite3").write_text("это не база данных, а письмо " * 100)
    result = start_and_wait(environment(tmp_path, PORT=str(free_port())))
    assert result.returncode == 5
    assert "Traceback" not in result.stderr


def test_a_database_of_a_newer_version_is_left_alone(tmp_path):
    file = tmp_path / "uchastie.sqlite3"
    with sqlite3.connect(file) as newer:
        newer.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT, applied TEXT)")
        newer.execute("INSERT INTO django_migrations VALUES (1, 'desk', '9999_from_the_future', '2030-01-01 00:00:00')")
    result = start_and_wait(environment(tmp_path, PORT=str(free_port())))
    assert result.returncode == 6
    assert result.stderr.startswith("База данных создана более новой версией")
    with sqlite3.connect(file) as newer:
        assert newer.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone() == (1,)


def test_a_port_must_be_a_number(tmp_path):
    result = start_and_wait(environment(tmp_path, PORT="восемь"))
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_a_missing_python_is_said_in_one_sentence(tmp_path):
    """The script alone in a folder, on a PATH with the system's own tools and an old Python."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "cat", "cksum", "printf", "tr", "rm"):
        (tools / name).symlink_to(Path("/bin") / name if (Path("/bin") / name).exists() else Path("/usr/bin") / name)
    old = tools / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    script = tmp_path / "run"
    script.write_text((ROOT / "run").read_text().replace("/opt/python /opt /usr/local", "/nowhere"))
    script.chmod(0o755)
    result = subprocess.run(
        [str(script), "run"],
        env={"PATH": str(tools), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 3
    assert result.stderr.startswith("Нужен Python 3.12")


def test_every_command_of_the_script_has_a_target():
    make = (ROOT / "Makefile").read_text()
    shown = subprocess.run([str(ROOT / "run"), "help"], capture_output=True, text=True, check=True).stdout
    targets = make.split("TARGETS =", 1)[1].splitlines()[0].split()
    assert {"run", "test", "check", "fix", "demo", "shots", "ledger", "bench", "lock", "help"} == set(targets)
    assert all(f"make {target} " in shown or target == "help" for target in targets)


def test_an_unknown_command_is_refused():
    result = subprocess.run([str(ROOT / "run"), "dance"], capture_output=True, text=True, check=False)
    assert result.returncode == 2

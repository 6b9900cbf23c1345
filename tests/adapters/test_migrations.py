"""Every way from an old schema to the newest, and what happens when a step fails."""

import sqlite3

import pytest

from speakstar.adapters import migrations
from speakstar.adapters.migrations import MIGRATIONS, is_foreign, migrate, version_of


@pytest.fixture
def database():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


def schema(connection):
    return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()


@pytest.mark.parametrize("version", range(len(MIGRATIONS) + 1))
def test_every_old_schema_reaches_the_newest(database, version):
    migrate(database, MIGRATIONS[:version])
    assert version_of(database) == version
    migrate(database)
    assert version_of(database) == len(MIGRATIONS)

    fresh = sqlite3.connect(":memory:", isolation_level=None)
    migrate(fresh)
    assert schema(database) == schema(fresh)
    fresh.close()


def test_the_newest_is_left_alone(database):
    migrate(database)
    before = list(database.iterdump())
    migrate(database)
    assert list(database.iterdump()) == before


def test_a_step_that_fails_leaves_nothing_behind(database):
    migrate(database)
    before = list(database.iterdump())
    broken = (
        "CREATE TABLE half (a)",
        "INSERT INTO themes (id, title) VALUES ('x', 'y')",
        "CREATE TABLE half (a)",
    )
    with pytest.raises(sqlite3.OperationalError, match="half already exists"):
        migrate(database, (*MIGRATIONS, broken))
    assert version_of(database) == len(MIGRATIONS)
    assert list(database.iterdump()) == before
    assert not database.in_transaction


def test_steps_run_once_and_in_order(database):
    steps = (("CREATE TABLE a (x)",), ("ALTER TABLE a ADD y",), ("INSERT INTO a VALUES (1, 2)",))
    migrate(database, steps[:2])
    migrate(database, steps)
    migrate(database, steps)
    assert database.execute("SELECT * FROM a").fetchall() == [(1, 2)]


def test_a_step_that_another_process_took_is_not_taken_again(tmp_path, monkeypatch):
    path = tmp_path / "a.db"
    one, two = (sqlite3.connect(path, isolation_level=None) for _ in range(2))
    seen = []

    def overtaken(connection):
        version = version_of(connection)
        if not seen:
            seen.append(version)
            migrate(two)
        return version

    monkeypatch.setattr(migrations, "version_of", overtaken)
    migrate(one)
    assert seen == [0]
    assert one.execute("SELECT count(*) FROM themes").fetchone() == (3,)
    one.close()
    two.close()


def test_whose_database(database):
    assert not is_foreign(database)
    database.execute("CREATE TABLE a (x)")
    assert is_foreign(database)
    database.execute("DROP TABLE a")
    database.execute("PRAGMA user_version = 3")
    assert is_foreign(database)
    database.execute("PRAGMA user_version = 0")
    migrate(database)
    assert not is_foreign(database)

import os
import shutil

import pytest

from tests.house import installing


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """One embedded installation, made once and only copied. The run on PostgreSQL leaves its tests out."""
    if os.environ.get("DATABASE_URL"):
        pytest.skip("the run on PostgreSQL; the embedded run has it")
    return installing.make(tmp_path_factory.mktemp("made") / "data")


@pytest.fixture
def data(made_once, tmp_path):
    """A stopped installation with three people, to do anything to."""
    shutil.copytree(made_once, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def organisation(tmp_path):
    """An installation on PostgreSQL: its folder and address. Skipped in the embedded run of the tests."""
    address = installing.new_postgres()
    if address is None:
        pytest.skip("the embedded run; the run on PostgreSQL has it")
    yield installing.make(tmp_path / "data", DATABASE_URL=address), address
    installing.drop_postgres(address)

import pytest


@pytest.fixture(autouse=True)
def without_a_database(request):
    """Rules are plain values, so they are tried once and not again on PostgreSQL."""
    assert not {"db", "transactional_db"} & set(request.fixturenames), "a test of a table belongs in tests/rooms"

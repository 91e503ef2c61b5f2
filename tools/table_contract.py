"""A contract of our own for import-linter: a room's `models` are imported only by that room's own
queries, actions, handover, tasks and migrations, so that a page cannot reach a table and skip consent."""

from typing import Any

from importlinter import Contract, ContractCheck, fields, output

MAY = ("queries", "actions", "handover", "tasks", "migrations", "models", "tags")


class TableContract(Contract):
    """Names every import of a room's tables from anywhere else."""

    rooms = fields.ListField(subfield=fields.StringField())

    def check(self, graph: Any, verbose: bool) -> ContractCheck:
        wrong = [
            f"{importer} imports {tables}"
            for room in self.rooms
            for tables in _tables(graph, f"mending.{room}")
            for importer in sorted(graph.find_modules_that_directly_import(tables))
            if not _may(importer, f"mending.{room}")
        ]
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["wrong"]:
            output.print_error(line, bold=False)


def _tables(graph: Any, room: str) -> list[str]:
    return sorted(name for name in graph.modules if name == f"{room}.models" or name.startswith(f"{room}.models."))


def _may(importer: str, room: str) -> bool:
    floors = tuple(f"{room}.{floor}" for floor in MAY)
    return importer in floors or importer.startswith(tuple(f"{floor}." for floor in floors))

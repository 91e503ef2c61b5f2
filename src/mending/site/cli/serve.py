"""`mending serve`: the real thing."""

import argparse
import os

from mending.site.cli import place, server

NAME = "serve"
HELP = "Start Mending. The first start makes the data folder and the key; the first page makes the first account."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    place.add_place(parser)
    parser.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (default 8000)")


def run(args: argparse.Namespace) -> int:
    """Make ready, then serve until stopped."""
    folder = place.settle(args.data)
    os.environ.setdefault("MENDING_URL", f"http://127.0.0.1:{args.port}")
    server.refuse_busy_port(args.port)
    place.make_key_once(folder)
    place.open_installation()
    print(f"Data: {folder}\nOpen {os.environ['MENDING_URL']} (stop with Ctrl-C)", flush=True)
    return server.serve(args.port)

"""A mail server and a push service of the tests' own, on this machine alone. They need the loopback."""

import datetime
import socketserver
import ssl
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mending.reminders.actions import push
from mending.reminders.actions.outside import MailServer, Outside, tell

SENDER = "note@example.org"
PUSH_HOST = "push.example.com"


class _Mail(socketserver.StreamRequestHandler):
    """Enough of SMTP to take a letter, or to fail in the way it was told."""

    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.take()
            elif word == b"RCPT" and self.server.refuses:
                self.say(f"{self.server.refuses} no")
            elif word == b"QUIT":
                return self.say("221 bye")
            else:
                self.say("250 ok")
        return None

    def take(self):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        with self.server.lock:
            self.server.letters.append(b"".join(lines).decode())
        self.server.taken.set()
        if self.server.breaks:
            self.server.release.wait(30)
            return
        self.say("250 taken")

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class _MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def mail_server(*, refuses=0, breaks=False):
    """A mail server. `refuses` a recipient with that code; one that `breaks` takes the letter and says nothing."""
    server = _MailServer(("127.0.0.1", 0), _Mail)
    server.letters, server.lock = [], threading.Lock()
    server.taken, server.release = threading.Event(), threading.Event()
    server.refuses, server.breaks = refuses, breaks
    with _running(server):
        yield server
        server.release.set()


def use(server):
    """Let the room send through it."""
    mail = server and MailServer("127.0.0.1", server.server_address[1], "none", "", "", SENDER)
    tell(Outside(url="https://mending.example.org", mail=mail))


class _Push(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.notes.append((self.path, dict(self.headers), body))
        if self.server.dribbles:
            self._dribble()
            return
        self.send_response(self.server.status)
        self.send_header("Location", "https://127.0.0.1/inside")
        self.end_headers()

    def _dribble(self):
        try:
            while not self.server.over.is_set():
                self.wfile.write(b"H")
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, *args):
        pass


@contextmanager
def push_service(monkeypatch, *, status=201, dribbles=False):
    """A push service with a certificate for its name; the room finds it at this machine's own address."""
    key = ec.generate_private_key(ec.SECP256R1())
    server = HTTPServer(("127.0.0.1", 0), _Push)
    server.notes, server.status, server.dribbles, server.over = [], status, dribbles, threading.Event()
    pem = _certificate(key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with _files(pem, key) as (chain, private):
        context.load_cert_chain(chain, private)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    monkeypatch.setattr(push, "PORT", server.server_address[1])
    monkeypatch.setattr(push, "_addresses", lambda host: ["127.0.0.1"])
    monkeypatch.setattr(push, "_may_reach", lambda address: True)
    monkeypatch.setattr(push, "_context", lambda: ssl.create_default_context(cadata=pem.decode()))
    with _running(server):
        yield server
        server.over.set()


@contextmanager
def _running(server):
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@contextmanager
def _files(pem, key):
    import tempfile  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        chain, private = Path(folder) / "chain", Path(folder) / "key"
        chain.write_bytes(pem)
        form = serialization.PrivateFormat.PKCS8
        private.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
        yield chain, private


def _certificate(key):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, PUSH_HOST)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(PUSH_HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM)

"""A mail server that keeps what it is given, on a port of its own."""

from email import message_from_bytes
from email import policy
from socketserver import StreamRequestHandler
from socketserver import ThreadingTCPServer
from threading import Thread


class _Session(StreamRequestHandler):
    def handle(self):
        self._say("220 sink")
        recipients = []
        for line in self.rfile:
            verb = line[:4].upper().strip()
            if verb == b"RCPT":
                recipients.append(line.decode().partition("<")[2].partition(">")[0])
                refused = recipients[-1] in self.server.refused
                self._say("550 nobody of this name" if refused else "250 OK")
            elif verb == b"DATA":
                self._say("354 go on")
                self.server.mails.append((recipients, self._data()))
                recipients = []
                self._say("250 OK")
            elif verb == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 OK")

    def _data(self):
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line.removeprefix(b".") if line.startswith(b"..") else line for line in lines)

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class Sink(ThreadingTCPServer):
    """Use as a context manager.

    :ivar mails: (recipients, bytes) of each mail taken.
    :ivar refused: addresses nobody lives at.
    """

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Session)
        self.mails = []
        self.refused = set()
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def __exit__(self, *args):
        self.shutdown()
        self.server_close()

    @property
    def port(self):
        return self.server_address[1]

    def read(self):
        """The mails as (address, subject, text)."""
        parsed = [(to, message_from_bytes(raw, policy=policy.default)) for to, raw in self.mails]
        return [(", ".join(to), mail["Subject"], mail.get_content()) for to, mail in parsed]

    def everything(self):
        """All that was said in any mail, coded and decoded."""
        read = [" ".join(each) for each in self.read()]
        return "\n".join([*read, *(raw.decode() for _to, raw in self.mails)])

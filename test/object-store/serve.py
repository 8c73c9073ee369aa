"""An S3 server on a free port of this machine, which it prints; ends with its standard input."""

import os
import sys
import threading

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server


def end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)


# One request after the other: "only if there is none" is not atomic between its threads.
server = make_server(
    "127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=False
)
threading.Thread(target=end_with_input, daemon=True).start()
print(server.port, flush=True)
server.serve_forever()

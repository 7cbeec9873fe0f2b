#!/usr/bin/env python3
"""with_name_server.py ZONES COMMAND...: runs the command while name servers of our own answer on 127.0.0.1.

The command finds them in its environment, each as ADDRESS:PORT:
  DSNPARSE_DNS_SERVER  nsd with the zones of the folder; `lame.test` fails there, everything else is refused
  DSNPARSE_DNS_SILENT  takes questions and never answers
  DSNPARSE_DNS_MAD     answers with a packet that breaks off in its first record
  DSNPARSE_DNS_CLOSED  nobody listens there
Exit code 77, with a message, where nsd is not installed (Debian: nsd).
"""
import os
import pathlib
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

HOST = "127.0.0.1"


def udp_socket():
    result = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    result.bind((HOST, 0))
    return result


def free_port():
    """A port that is free for UDP and TCP at this moment."""
    while True:
        with udp_socket() as udp, socket.socket() as tcp:
            try:
                tcp.bind((HOST, udp.getsockname()[1]))
            except OSError:
                continue
            return udp.getsockname()[1]


def answer_madly(server):
    while True:
        question, asker = server.recvfrom(4096)
        name_end = question.index(b"\0", 12) + 1
        header = question[:2] + struct.pack("!HHHHH", 0x8180, 1, 1, 0, 0)
        record = b"\xc0\x0c" + question[name_end:name_end + 4] + struct.pack("!IH", 60, 200) + b"cut"
        server.sendto(header + question[12:name_end + 4] + record, asker)


def configuration(zones, folder, port):
    text = f"""server:
  ip-address: {HOST}@{port}
  server-count: 1
  username: ""
  chroot: ""
  database: ""
  pidfile: "{folder}/nsd.pid"
  xfrdfile: "{folder}/xfrd.state"
  zonelistfile: "{folder}/zone.list"
  xfrdir: "{folder}"
  zonesdir: "{zones}"
  rrl-ratelimit: 0
  hide-version: yes
remote-control:
  control-enable: no
"""
    for zone in sorted(zones.glob("*.zone")):
        text += f'zone:\n  name: "{zone.stem}"\n  zonefile: "{zone.name}"\n'
    # A zone whose content never arrives, so that the server has to say SERVFAIL.
    text += f'zone:\n  name: "lame.test"\n  zonefile: "{folder}/lame.test.zone"\n  request-xfr: {HOST}@{free_port()} NOKEY\n'
    return text


def wait_until_ready(process, port):
    """Asks for the SOA record of example.test until it comes."""
    question = struct.pack("!HHHHHH", 1, 0, 1, 0, 0, 0) + b"\7example\4test\0" + struct.pack("!HH", 6, 1)
    deadline = time.monotonic() + 20
    with udp_socket() as asker:
        asker.settimeout(0.1)
        while time.monotonic() < deadline and process.poll() is None:
            try:
                asker.sendto(question, (HOST, port))
                if asker.recvfrom(4096)[0][3] & 15 == 0:
                    return True
            except (socket.timeout, ConnectionError):
                time.sleep(0.05)
    return False


def main():
    zones, command = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    nsd = shutil.which("nsd", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if nsd is None:
        print("SKIPPED: nsd is not installed, so DNS is not tested against a real name server", file=sys.stderr)
        return 77
    with tempfile.TemporaryDirectory() as folder, udp_socket() as silent, udp_socket() as mad:
        port = free_port()
        config = pathlib.Path(folder) / "nsd.conf"
        config.write_text(configuration(zones, folder, port))
        with open(f"{folder}/log", "w+") as log:
            server = subprocess.Popen([nsd, "-d", "-c", str(config)], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            try:
                if not wait_until_ready(server, port):
                    log.seek(0)
                    print("nsd does not answer:\n" + log.read(), file=sys.stderr)
                    return 1
                threading.Thread(target=answer_madly, args=(mad,), daemon=True).start()
                at = {"SERVER": port, "SILENT": silent.getsockname()[1], "MAD": mad.getsockname()[1], "CLOSED": free_port()}
                env = {f"DSNPARSE_DNS_{name}": f"{HOST}:{number}" for name, number in at.items()}
                return subprocess.run(command, env={**os.environ, **env}, timeout=100).returncode
            finally:
                server.terminate()
                server.wait(10)


if __name__ == "__main__":
    sys.exit(main())

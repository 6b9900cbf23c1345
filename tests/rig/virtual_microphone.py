"""A microphone that hears what a test plays: a private PulseAudio server. Linux only.

It needs no root, no D-Bus and no sound card, touches nothing outside its own folder, and any number run side by
side. Programs under test are started with its ``env`` and go through PortAudio and ALSA as with a real device.

A microphone ``X`` is made of a null sink ``wire-X``, where tests play, and a source ``X``, where programs record.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

TOOLS = ("pulseaudio", "pactl", "pacmd", "paplay")
RATE_HZ = 44_100  # what ALSA's pulse plugin states as the rate of every device: nothing is resampled
IDLE_EXIT_S = 300  # a server that was left behind goes away by itself
START_LIMIT_S = 10


@pytest.fixture
def mic():
    """A virtual microphone called ``mic``, the only one of this machine."""
    skip_without_server()
    with VirtualMicrophone() as rig:
        yield rig


def skip_without_server():
    """Skip the test, with the reason, where the sound server is not installed."""
    absent = [tool for tool in TOOLS if not shutil.which(tool)]
    if absent:
        pytest.skip(f"needs {', '.join(absent)} (Debian: pulseaudio pulseaudio-utils libasound2-plugins)")


class VirtualMicrophone:
    """Used in a ``with`` block. Faults act on the first microphone.

    Parameters
    ----------
    *names
        Of the microphones.
    formats : dict of str to (int, int)
        Rate and channels of those that do not have one channel at `RATE_HZ`.

    Attributes
    ----------
    env : dict of str
        The environment for programs that shall see these microphones and no others.
    """

    def __init__(self, *names, formats=None):
        self.names = names or ("mic",)
        self._formats = formats or {}
        self._folder = Path(tempfile.mkdtemp(prefix="mic", dir="/tmp"))  # a socket's path has at most 107 bytes
        self._socket = self._folder / "pulse.sock"
        self._server = None
        self._players = []
        self.env = os.environ | {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_RUNTIME_PATH": str(self._folder / "run"),
            "PULSE_STATE_PATH": str(self._folder / "state"),
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "PULSE_CLIENTCONFIG": str(self._folder / "client.conf"),
            "ALSA_CONFIG_PATH": str(self._folder / "asound.conf"),
        }
        for name in ("PULSE_SINK", "PULSE_SOURCE", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
            self.env.pop(name, None)

    def __enter__(self):
        try:
            self._write_settings()
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_exception):
        for process in (*self._players, self._server):
            if process and process.poll() is None:
                process.kill()  # ends a stopped one as well
                process.wait()
        shutil.rmtree(self._folder)

    # --- what is heard --------------------------------------------------------------------------------------

    def play(self, path, *, wait=True, into=None):
        """Speak a sound file into a microphone; without ``wait`` returns as soon as the server has the sound."""
        command = ["paplay", "--latency-msec=2000", f"--device=wire-{into or self.names[0]}", str(path)]
        known = self._numbers("sink-inputs")
        player = subprocess.Popen(command, env=self.env)
        self._players.append(player)
        if wait:
            assert player.wait() == 0
        deadline = time.monotonic() + START_LIMIT_S
        while player.poll() is None and set(self._numbers("sink-inputs")) <= set(known):
            assert time.monotonic() < deadline, f"{path} is not played"
            time.sleep(0.01)

    def mute(self):
        """Deliver exact zeros, as a device with a mute switch does."""
        self._control("set-source-mute", self.names[0], "1")

    # --- faults ---------------------------------------------------------------------------------------------

    def unplug(self):
        """Take the microphone away; what records from it is cut."""
        name = self.names[0]
        source = self._numbers("sources", lambda row: row[1] == name)[0]
        for stream in self._numbers("source-outputs", lambda row: row[1] == source):
            subprocess.run(["pacmd", "kill-source-output", stream], env=self.env, check=True)
        self.move_away()

    def move_away(self):
        """Take the microphone away; what records from it goes on with a silent one, as on a desktop with another."""
        name = self.names[0]
        self._control("set-default-source", "bin.monitor")
        (module,) = self._numbers("modules", lambda row: f"source_name={name} " in f"{' '.join(row)} ")
        self._control("unload-module", module)

    def suspend(self, seconds):
        """Stop delivering for a while."""
        self._control("suspend-source", self.names[0], "1")
        time.sleep(seconds)
        self._control("suspend-source", self.names[0], "0")

    def freeze(self):
        """Let the whole sound server hang."""
        self._server.send_signal(signal.SIGSTOP)

    def thaw(self):
        """Let it go on."""
        self._server.send_signal(signal.SIGCONT)

    def crash(self):
        """Kill the sound server."""
        self._server.kill()
        self._server.wait()

    def env_that_aborts(self):
        """Return an environment in which PortAudio ends the whole process when it is loaded (an assertion)."""
        empty = self._folder / "empty.conf"
        empty.touch()
        return self.env | {"ALSA_CONFIG_PATH": str(empty)}

    def env_without_devices(self):
        """Return the environment of a machine that has no microphone."""
        return self.env | {"PULSE_SERVER": f"unix:{self._folder}/none"}

    # --- the server -----------------------------------------------------------------------------------------

    def _write_settings(self):
        for name in ("run", "state"):
            (self._folder / name).mkdir()
        self._folder.joinpath("client.conf").write_text("autospawn = no\nenable-shm = no\n")
        devices = [f'pcm.{n} {{ type pulse device {n} hint {{ show on description "{n}" }} }}' for n in self.names]
        kinds = ["pcm.!default { type pulse }", "ctl.!default { type pulse }"]
        self._folder.joinpath("asound.conf").write_text("\n".join(kinds + devices) + "\n")
        self._folder.joinpath("server.pa").write_text("\n".join(self._script()) + "\n")

    def _script(self):
        yield f"load-module module-native-protocol-unix socket={self._socket} auth-anonymous=1"
        yield "load-module module-cli-protocol-unix"
        yield f"load-module module-null-sink sink_name=bin rate={RATE_HZ} channels=1"
        yield "set-sink-mute bin 1"
        for name in self.names:
            rate_hz, channels = self._formats.get(name, (RATE_HZ, 1))
            yield f"load-module module-null-sink sink_name=wire-{name} rate={rate_hz} channels={channels}"
            # A null sink by itself works in steps of 2 s, and recordings would begin that late. A loopback keeps
            # the steps short; suspending once skips the first long one.
            yield (
                f"load-module module-loopback source=wire-{name}.monitor sink=bin latency_msec=30 "
                "source_dont_move=true sink_dont_move=true"
            )
            yield f"load-module module-remap-source source_name={name} master=wire-{name}.monitor"
            yield f"suspend-sink wire-{name} 1"
            yield f"suspend-sink wire-{name} 0"
        yield "suspend-sink bin 1"
        yield "suspend-sink bin 0"
        yield f"set-default-sink wire-{self.names[0]}"
        yield f"set-default-source {self.names[0]}"

    def _start(self):
        log = self._folder / "server.log"
        command = ["pulseaudio", "-n", "-F", str(self._folder / "server.pa"), "--daemonize=no"]
        command += ["--use-pid-file=yes", f"--exit-idle-time={IDLE_EXIT_S}", "--high-priority=no", "--realtime=no"]
        command += ["--disable-shm=yes", "--log-target=stderr"]
        with log.open("wb") as output:
            self._server = subprocess.Popen(
                command,
                env=self.env | {"HOME": str(self._folder)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_LIMIT_S
        while not (self._socket.exists() and self._answers()):
            assert self._server.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)

    def _answers(self):
        return subprocess.run(["pactl", "info"], env=self.env, capture_output=True).returncode == 0

    def _control(self, *arguments):
        command = ["pactl", *arguments]
        return subprocess.run(command, env=self.env, check=True, capture_output=True, text=True, timeout=10).stdout

    def _numbers(self, kind, chosen=bool):
        rows = [line.split() for line in self._control("list", "short", kind).splitlines()]
        return [row[0] for row in rows if chosen(row)]

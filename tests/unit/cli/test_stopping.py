import os
import signal

import pytest

from cli.stopping import cancel_on_signal


class Control:
    cancelled = 0

    def cancel(self) -> None:
        self.cancelled += 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_asks_to_stop_and_the_second_stops(number: int, capfd: pytest.CaptureFixture[str]) -> None:
    control = Control()
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt), cancel_on_signal(control):  # noqa: PT012 - the order is the point
        os.kill(os.getpid(), number)
        assert control.cancelled == 1
        os.kill(os.getpid(), number)
    assert signal.getsignal(number) is before
    assert "what is done is kept" in capfd.readouterr().err

"""What a user is told of each method beside its caveat: what it does, how good it was."""

from __future__ import annotations

from dataclasses import dataclass

from gui.words import later

# In one sentence, for people who have not read docs/method.md.
DOES = {
    "learned": later(
        "Learns for this one image by which rule relevance passes each activation, so that what the map shows suffices "
        "for the class and the rest does not."
    ),
    "gradient": later("Shows how strongly a small change of each pixel would move the class's score."),
    "guided": later("The gradient, passed only where an activation was on and the relevance speaks for the class."),
    "deconvnet": later("Passes on everything that speaks for the class, whether an activation was on or not."),
    "input-x-gradient": later("The gradient times the input: roughly what each pixel adds to the score."),
    "integrated-gradients": later("Adds up the gradient on the way from the plain mean colour to the image."),
    "smoothgrad": later("The mean gradient of fifty noisy copies of the image."),
    "occlusion": later("Hides a window at each place in turn, and shows how much of the score is lost."),
    "grad-cam": later("Weighs the channels of the last feature map by their mean gradient, and adds them up."),
    "layer-cam": later("Weighs each cell of the last feature map by its own gradient, and adds the channels up."),
    "rise": later("Shows a thousand random parts of the image, and averages them by the class's probability."),
    "lrp": later("Shares the score out backwards, layer by layer, so that as little as possible of it is lost."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """Lowest and highest of ``nets`` nets in docs/quality.md, on its world of fabrics; learned with 10 steps.

    own: of the map's energy on two things, the share on the one asked for; energy: the share of all of it that is on
    that thing; rank: relevance rank, how far the highest pixels cover a single thing
    """

    nets: int
    own: tuple[float, float]
    energy: tuple[float, float]
    rank: tuple[float, float]


MEASURED = {
    "learned": Measured(5, (0.892, 0.995), (0.756, 0.938), (0.694, 0.862)),
    "gradient": Measured(5, (0.501, 0.632), (0.243, 0.392), (0.473, 0.799)),
    "guided": Measured(5, (0.534, 0.725), (0.449, 0.647), (0.739, 0.884)),
    "deconvnet": Measured(5, (0.499, 0.585), (0.111, 0.339), (0.302, 0.729)),
    "input-x-gradient": Measured(5, (0.525, 0.641), (0.302, 0.447), (0.365, 0.485)),
    "integrated-gradients": Measured(5, (0.568, 0.677), (0.411, 0.557), (0.42, 0.578)),
    "smoothgrad": Measured(5, (0.515, 0.622), (0.136, 0.32), (0.278, 0.724)),
    "occlusion": Measured(5, (0.825, 0.987), (0.509, 0.713), (0.498, 0.765)),
    "grad-cam": Measured(4, (0.942, 0.994), (0.356, 0.58), (0.68, 0.845)),
    "layer-cam": Measured(4, (0.712, 0.758), (0.29, 0.508), (0.659, 0.856)),
    "rise": Measured(1, (0.569, 0.569), (0.11, 0.11), (0.728, 0.728)),
    "lrp": Measured(4, (0.815, 0.994), (0.405, 0.772), (0.681, 0.853)),
}

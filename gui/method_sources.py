"""The papers that the methods are from, cited as they were published."""

from __future__ import annotations

SOURCE = {
    "learned": "Yang, Qiu, Song, Tao, Wang: Learning Propagation Rules for Attribution Map Generation. ECCV 2020, "
    "arXiv 2010.07210",
    "gradient": "Simonyan, Vedaldi, Zisserman: Deep Inside Convolutional Networks. 2013, arXiv 1312.6034",
    "guided": "Springenberg, Dosovitskiy, Brox, Riedmiller: Striving for Simplicity. 2014, arXiv 1412.6806",
    "deconvnet": "Zeiler, Fergus: Visualizing and Understanding Convolutional Networks. 2013, arXiv 1311.2901",
    "input-x-gradient": "Shrikumar, Greenside, Shcherbina, Kundaje: Not Just a Black Box. 2016, arXiv 1605.01713",
    "integrated-gradients": "Sundararajan, Taly, Yan: Axiomatic Attribution for Deep Networks. 2017, arXiv 1703.01365",
    "smoothgrad": "Smilkov, Thorat, Kim, Viégas, Wattenberg: SmoothGrad. 2017, arXiv 1706.03825",
    "occlusion": "Zeiler, Fergus: Visualizing and Understanding Convolutional Networks. 2013, arXiv 1311.2901",
    "grad-cam": "Selvaraju, Cogswell, Das, Vedantam, Parikh, Batra: Grad-CAM. ICCV 2017, arXiv 1610.02391",
    "layer-cam": "Jiang, Zhang, Hou, Cheng, Wei: LayerCAM. IEEE Transactions on Image Processing, 2021",
    "rise": "Petsiuk, Das, Saenko: RISE. BMVC 2018, arXiv 1806.07421",
    "lrp": "Bach, Binder, Montavon, Klauschen, Müller, Samek: On Pixel-Wise Explanations. PLOS ONE, 2015",
}

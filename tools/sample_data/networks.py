# SPDX-License-Identifier: GPL-3.0-or-later
"""Parameters and FLOPs of the networks of the synthetic fleet.

FLOPs are those of one forward pass of one sample by the full counting rules of docs/methods.md (two for a
multiply-add, one for each element of an activation, five for one of a layer norm, ...). The figures at 224 px are the
published ones; other sizes follow from them: the convolutions of a network scale with its pixels, its classifier does
not, and a transformer is counted by its tokens.
"""
import dataclasses


@dataclasses.dataclass(frozen=True)
class ConvolutionNet:
    """A network whose convolutions scale with the pixels; sizes must be multiples of 32."""

    params: int
    flops_at_224: int
    classifier_flops: int
    layers: int

    def params_at(self, size: int) -> int:
        del size  # convolutions have as many weights at any size
        return self.params

    def flops_at(self, size: int) -> int:
        return (self.flops_at_224 - self.classifier_flops) * size**2 // 224**2 + self.classifier_flops


@dataclasses.dataclass(frozen=True)
class Transformer:
    """An encoder of 12 blocks and 12 heads, 768 wide; `size` is the side of the image or the count of tokens."""

    params: int
    patch: int  # side of a patch in pixels; 0: text, and size counts tokens
    layers: int = 50

    def tokens(self, size: int) -> int:
        return (size // self.patch) ** 2 + 1 if self.patch else size

    def params_at(self, size: int) -> int:
        # A position of the image is a learnt vector; a text model has all its positions at any length.
        return self.params + (self.tokens(size) - self.tokens(224)) * 768 if self.patch else self.params

    def flops_at(self, size: int) -> int:
        width, blocks, heads, classes = 768, 12, 12, 1000
        tokens = self.tokens(size)
        projections = 2 * 12 * width**2 * tokens
        attention = 2 * 2 * tokens**2 * width + heads * tokens**2
        norms_and_gelu = 2 * 5 * width * tokens + 4 * width * tokens
        encoder = blocks * (projections + attention + norms_and_gelu) + 5 * width * tokens
        if self.patch:
            patches = (tokens - 1) * width * (2 * 3 * self.patch**2 + 1)
            return encoder + patches + 2 * width * classes
        return encoder + 2 * width**2  # with the pooler


VGG_CLASSIFIER = 2 * (25088 * 4096 + 4096 * 4096 + 4096 * 1000) + 2 * 4096

NETWORKS = {
    "ResNet18": ConvolutionNet(11_689_512, 3_636_250_112, 2 * 512 * 1000, 18),
    "ResNet34": ConvolutionNet(21_797_672, 7_339_389_440, 2 * 512 * 1000, 34),
    "ResNet50": ConvolutionNet(25_557_032, 8_211_108_352, 2 * 2048 * 1000, 50),
    "ResNet101": ConvolutionNet(44_549_160, 15_650_904_576, 2 * 2048 * 1000, 101),
    "ResNet152": ConvolutionNet(60_192_808, 23_094_313_472, 2 * 2048 * 1000, 152),
    "VGG16": ConvolutionNet(138_357_544, 30_973_778_432, VGG_CLASSIFIER, 16),
    "VGG19": ConvolutionNet(143_667_240, 39_299_983_872, VGG_CLASSIFIER, 19),
    "MobileNetV2": ConvolutionNet(3_504_872, 621_073_280, 2 * 1280 * 1000, 53),
    "ViT-B/16": Transformer(86_567_656, 16),
    "BERT-base": Transformer(109_482_240, 0),
}

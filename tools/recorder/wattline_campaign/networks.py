# SPDX-License-Identifier: GPL-3.0-or-later
"""The networks, with random weights, and their parameters and FLOPs as they run. Nothing is downloaded."""
from .training import Unavailable

CLASSES = 1000
TRANSFORMERS = ("ViT-B/16", "BERT-base")


def build(model: str, size: int):
    """The network for images of `size` pixels a side, or for text of `size` tokens."""
    if model == "BERT-base":
        return _bert()
    try:
        import torchvision
    except ImportError as error:
        raise Unavailable(f"{model} needs torchvision: {error}") from error
    makers = torchvision.models
    if model == "ViT-B/16":
        return makers.vit_b_16(weights=None, image_size=size)
    names = {"MobileNetV2": "mobilenet_v2"}
    return getattr(makers, names.get(model, model.lower()))(weights=None)


def _bert():
    try:
        from transformers import BertConfig, BertForSequenceClassification
    except ImportError as error:
        raise Unavailable(f"BERT-base needs transformers: {error}") from error
    return BertForSequenceClassification(BertConfig(num_labels=2))


def classes_of(model: str) -> int:
    return 2 if model == "BERT-base" else CLASSES


def parameters(network) -> int:
    return sum(weights.numel() for weights in network.parameters() if weights.requires_grad)


def flops(network, example) -> int:
    """FLOPs of the forward pass of one sample by the full rules of docs/methods.md, counted by hooks as each layer
    runs: two for a multiply-add, one more for each output of a convolution with bias; one for an element of an
    activation, a softmax and the input of a pooling; two for one of a batch norm, five for one of a layer norm."""
    import torch

    counts = []
    handles = [
        module.register_forward_hook(lambda *seen, count=count: counts.append(count(*seen)))
        for module in network.modules()
        for count in _rules(type(module).__name__)
    ]
    training = network.training
    network.eval()
    try:
        with torch.no_grad():
            network(example)
    finally:
        network.train(training)
        for handle in handles:
            handle.remove()
    return sum(counts)


def _rules(name: str) -> list:
    """How a module of this class is counted, from the module, its inputs and its output."""
    if name == "Conv2d":
        return [_convolution]
    if name == "Linear":
        return [lambda module, inputs, output: 2 * module.in_features * output.numel()]
    if name in ("ReLU", "ReLU6", "GELU", "GELUActivation", "SiLU"):
        return [lambda module, inputs, output: output.numel()]
    if name in ("MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d"):
        return [lambda module, inputs, output: inputs[0].numel()]
    if name in ("BatchNorm2d", "LayerNorm"):
        per_element = 2 if name == "BatchNorm2d" else 5
        return [lambda module, inputs, output: per_element * output.numel()]
    if name == "MobileNetV2":  # its pooling is a function, not a module
        return [lambda module, inputs, output: module.last_channel * _pixels_left(inputs[0])]
    if name == "MultiheadAttention":
        return [_multihead_attention]
    if name.startswith("Bert") and name.endswith("SelfAttention"):
        return [lambda module, inputs, output: _attention(output[0], module.num_attention_heads)]
    return []


def _pixels_left(images) -> int:
    """Pixels of the last feature map of MobileNetV2, which halves its input five times."""
    height, width = (-(-side // 32) for side in images.shape[-2:])
    return height * width


def _convolution(module, inputs, output) -> int:
    height, width = module.kernel_size
    per_output = 2 * module.in_channels // module.groups * height * width + (module.bias is not None)
    return per_output * output.numel()


def _attention(output, heads: int) -> int:
    """Both products of attention, and the softmax between them."""
    tokens, width = output.shape[-2:]
    return 2 * 2 * tokens**2 * width + heads * tokens**2


def _multihead_attention(module, inputs, output) -> int:
    """torch's own module: its four projections are no modules that run, so they are counted here."""
    tokens, width = output[0].shape[-2:]
    return 2 * 4 * width**2 * tokens + _attention(output[0], module.num_heads)

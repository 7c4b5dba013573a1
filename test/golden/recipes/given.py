"""PyTorch's answers where gradients are given at what layers end with, beside those of the loss: python3 given.py FOLDER"""
import json, sys
import torch

torch.set_default_dtype(torch.float64)
T, D, H, K = 5, 2, 3, 2


def case(seed, cell, at, given, kind="mse", **options):
    torch.manual_seed(seed)
    net = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "rnn": torch.nn.RNN}[cell](D, H, **options)
    both = options.get("bidirectional", False)
    layers = options.get("num_layers", 1)
    head = torch.nn.Linear(2 * H if both else H, K)
    x, target = torch.randn(T, D), torch.randn(T, K)
    said, end = net(x)
    ends = dict(zip("hC", end if cell == "lstm" else (end,)))
    each = ((head(said) - target) ** 2).mean(1)
    total = each[-1] if at == "last" else each.mean()
    gradients = {}
    for name in given:
        letter, _, rest = name.partition("_")
        layer = int(rest[1]) if rest.startswith("l") else 0
        row = (2 if both else 1) * layer + rest.endswith("reverse")
        gradients[name] = torch.randn(H)
        total = total + (gradients[name] * ends[letter][row]).sum()
    total.backward()
    named = [*net.named_parameters(), *[("head." + n, p) for n, p in head.named_parameters()]]
    one = {"cell": cell, "hiddenSize": H}
    stacked = {"layers": [one] * layers} if layers > 1 else {**one, **({"bidirectional": True} if both else {})}
    return {
        "experiment": {
            "format": "unrolled/2",
            "model": {"inputSize": D, "outputSize": K, **stacked,
                      "weights": {n: p.tolist() for n, p in named}},
            "sequence": {"inputs": x.tolist(), "targets": target.tolist()},
            "loss": {"kind": kind, "at": at, "reduction": "mean",
                     "given": {n: g.tolist() for n, g in gradients.items()}},
        },
        "expect": {"loss": total.item(), "grads": {n: p.grad.tolist() for n, p in named}},
    }


cases = {
    "given-h-C": ("lstm", "all", ["h", "C"]),
    "given-C-last": ("lstm", "last", ["C"]),
    "given-gru": ("gru", "all", ["h"]),
    "given-both-ways": ("lstm", "all", ["C", "h_reverse", "C_reverse"], {"bidirectional": True}),
    "given-stack": ("lstm", "last", ["C", "h_l1", "C_l1"], {"num_layers": 2}),
}
for k, (name, (cell, at, given, *options)) in enumerate(cases.items()):
    with open(f"{sys.argv[1]}/{name}.json", "w") as file:
        json.dump(case(k, cell, at, given, **(options[0] if options else {})), file)

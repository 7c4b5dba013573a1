"""PyTorch's answers to cells with other activations: sigmoid and hard sigmoid (Keras 1) in an RNN and in gates: python3 activations.py FOLDER"""
import json, sys
import torch

torch.set_default_dtype(torch.float64)
T, D, H, K = 5, 2, 3, 2
squash = {
    "sigmoid": torch.sigmoid,
    "hard-sigmoid": lambda a: torch.clamp(0.2 * a + 0.5, 0, 1),
}


def step(cell, options, w, x, h, c):
    wx = x @ w["weight_ih_l0"].T + w["bias_ih_l0"]
    wh = h @ w["weight_hh_l0"].T + w["bias_hh_l0"]
    if cell == "rnn":
        return squash[options["activation"]](wx + wh), c
    gate = squash[options["gateActivation"]]
    if cell == "lstm":
        i, f, g, o = (wx + wh).chunk(4)
        c = gate(f) * c + gate(i) * torch.tanh(g)
        return gate(o) * torch.tanh(c), c
    (xr, xz, xn), (hr, hz, hn) = wx.chunk(3), wh.chunk(3)
    r, z = gate(xr + hr), gate(xz + hz)
    n = torch.tanh(xn + r * hn)
    return (1 - z) * n + z * h, c


def case(seed, cell, options):
    torch.manual_seed(seed)
    R = {"rnn": 1, "gru": 3, "lstm": 4}[cell]
    # Large enough that the hard sigmoid is cut on both sides.
    shapes = {"weight_ih_l0": (R * H, D), "weight_hh_l0": (R * H, H), "bias_ih_l0": (R * H,), "bias_hh_l0": (R * H,),
              "head.weight": (K, H), "head.bias": (K,)}
    w = {name: (1.5 * torch.randn(shape)).requires_grad_() for name, shape in shapes.items()}
    x, target = torch.randn(T, D), torch.randn(T, K)
    h = c = torch.zeros(H)
    total = 0
    for t in range(T):
        h, c = step(cell, options, w, x[t], h, c)
        total = total + ((w["head.weight"] @ h + w["head.bias"] - target[t]) ** 2).sum()
    total.backward()
    return {
        "experiment": {
            "format": "unrolled/2",
            "model": {"cell": cell, "inputSize": D, "hiddenSize": H, "outputSize": K, **options,
                      "weights": {n: p.tolist() for n, p in w.items()}},
            "sequence": {"inputs": x.tolist(), "targets": target.tolist()},
            "loss": {"kind": "mse", "at": "all", "reduction": "sum"},
        },
        "expect": {"loss": total.item(), "grads": {n: p.grad.tolist() for n, p in w.items()}},
    }


cases = {
    "rnn-sigmoid": ("rnn", {"activation": "sigmoid"}),
    "rnn-hard-sigmoid": ("rnn", {"activation": "hard-sigmoid"}),
    "lstm-hard-gates": ("lstm", {"gateActivation": "hard-sigmoid"}),
    "gru-hard-gates": ("gru", {"gateActivation": "hard-sigmoid"}),
}
for k, (name, (cell, options)) in enumerate(cases.items()):
    with open(f"{sys.argv[1]}/{name}.json", "w") as file:
        json.dump(case(k, cell, options), file)

"""PyTorch's answers to losses with a sigmoid for each output, weights of timesteps, and sums or means over them: python3 losses.py FOLDER"""
import json, sys
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
T, D, H, K = 5, 2, 3, 2


def step_losses(kind, reduction, y, target):
    if kind == "bce":
        each = F.binary_cross_entropy_with_logits(y, target, reduction="none")
    else:
        each = (y - target) ** 2
    rows = each.sum(1)
    return rows / K if reduction == "mean" else rows / 2 if reduction == "half" else rows


def case(seed, cell, loss):
    torch.manual_seed(seed)
    net = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "rnn": torch.nn.RNN}[cell](D, H)
    head = torch.nn.Linear(H, K)
    x = torch.randn(T, D)
    target = (torch.rand(T, K) > 0.5).double() if loss["kind"] == "bce" else torch.randn(T, K)
    y = head(net(x)[0]) * 1.0
    each = step_losses(loss["kind"], loss["reduction"], y, target)
    if loss["at"] == "last":
        each, target = each[-1:], target[-1:]
    w = torch.tensor(loss.get("weights", [1.0] * len(each)))
    mean = loss.get("outer", loss["reduction"]) == "mean"
    total = (w * each).sum() / (w.sum() if mean else 1)
    total.backward()
    named = [*net.named_parameters(), *[("head." + n, p) for n, p in head.named_parameters()]]
    return {
        "experiment": {
            "format": "unrolled/2",
            "model": {"cell": cell, "inputSize": D, "hiddenSize": H, "outputSize": K,
                      "weights": {n: p.tolist() for n, p in named}},
            "sequence": {"inputs": x.tolist(), "targets": target.tolist()},
            "loss": loss,
        },
        "expect": {"loss": total.item(), "grads": {n: p.grad.tolist() for n, p in named}},
    }


mask = [1.0, 1.0, 0.0, 1.0, 0.0]
cases = {
    "bce-last": ("lstm", {"kind": "bce", "at": "last", "reduction": "mean"}),
    "bce-all-sum": ("gru", {"kind": "bce", "at": "all", "reduction": "sum"}),
    "bce-half": ("rnn", {"kind": "bce", "at": "all", "reduction": "half"}),
    "bce-masked": ("lstm", {"kind": "bce", "at": "all", "reduction": "mean", "weights": mask}),
    "mse-outer-sum": ("gru", {"kind": "mse", "at": "all", "reduction": "mean", "outer": "sum"}),
    "mse-outer-mean": ("lstm", {"kind": "mse", "at": "all", "reduction": "sum", "outer": "mean"}),
    "mse-weighted": ("rnn", {"kind": "mse", "at": "all", "reduction": "sum", "weights": [0.5, 2.0, 0.0, 1.0, 3.0]}),
    "mse-weighted-mean": ("lstm", {"kind": "mse", "at": "all", "reduction": "half", "outer": "mean", "weights": [0.5, 2.0, 0.0, 1.0, 3.0]}),
}
for k, (name, (cell, loss)) in enumerate(cases.items()):
    with open(f"{sys.argv[1]}/{name}.json", "w") as file:
        json.dump(case(k, cell, loss), file)

"""Files of weights as repositories have them, and the outputs of their nets: test/brought/. Run: python3 test/golden/recipes/brought-files.py

PyTorch gives the outputs of its own files. Keras is not needed: its files are written as Keras lays them out, and its cells are computed here by the
equations of its documentation. A case may say `decisions` (what its user answers), `asked` (what must be asked), `usual` (the answer that is
preselected), `said` (what must be told) and `refused` (what the one sentence speaks of).
"""
import io
import json
import os
import zipfile

import h5py
import numpy as np
import torch
from torch import nn

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../brought")
os.makedirs(here, exist_ok=True)
os.chdir(here)
torch.manual_seed(0)
np.random.seed(0)
index = {}
T, D, H, K = 5, 3, 4, 2


def put(name, inputs=None, outputs=None, **more):
    numbers = {"inputs": inputs, "outputs": outputs} if outputs is not None else {}
    index[name] = {key: np.asarray(of, dtype=float).tolist() for key, of in numbers.items()} | more


def draw(*shape):
    return (0.5 * np.random.randn(*shape)).astype("f4")


def run(net, xs):
    with torch.no_grad():
        return net.eval()(torch.as_tensor(xs)[:, None])[:, 0].double().numpy()


# PyTorch: several modules that are layers of one stack, and what stands between the cell and the head.
class Stack(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm1, self.lstm2, self.lstm3 = nn.LSTM(D, 5), nn.LSTM(5, 4), nn.LSTM(4, 3)
        self.fc = nn.Linear(3, K)

    def forward(self, x):
        return self.fc(self.lstm3(self.lstm2(self.lstm1(x)[0])[0])[0])


xs = 2 * draw(T, D)
net = Stack()
torch.save(net.state_dict(), "three-lstms.pt")
put("three-lstms.pt", xs, run(net, xs), asked=["module"], usual="lstm1 + lstm2 + lstm3")


class Normed(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm, self.norm, self.fc = nn.LSTM(D, H), nn.LayerNorm(H), nn.Linear(H, K)

    def forward(self, x):
        return self.fc(self.lstm(x)[0])


net = Normed()
torch.save(net.state_dict(), "norm-between.pt")
put("norm-between.pt", xs, run(net, xs), said=["left out between the cell and the head", ": norm"])


class NormedCell(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_ih, self.weight_hh = nn.Parameter(torch.randn(4 * H, D)), nn.Parameter(torch.randn(4 * H, H))
        self.layernorm_i, self.layernorm_h, self.layernorm_c = nn.LayerNorm(4 * H), nn.LayerNorm(4 * H), nn.LayerNorm(H)


torch.save(nn.ModuleDict({"lstm": NormedCell(), "fc": nn.Linear(H, K)}).state_dict(), "norm-within.pt")
put("norm-within.pt", refused="a norm within the cell")

# Keras, by the equations of its documentation.
sigmoid = lambda a: 1 / (1 + np.exp(-a))
hard_sigmoid = lambda a: np.clip(0.2 * a + 0.5, 0, 1)


def lstm(xs, W, U, b, gate=sigmoid, order="ifgo"):
    h, c, out = np.zeros(len(U)), np.zeros(len(U)), []
    for row in xs:
        a = dict(zip(order, np.split(row @ W + h @ U + b, 4)))
        c = gate(a["f"]) * c + gate(a["i"]) * np.tanh(a["g"])
        h = gate(a["o"]) * np.tanh(c)
        out.append(h)
    return np.array(out)


def sequential(*layers):
    return {"class_name": "Sequential", "config": {"name": "sequential", "layers": [{"class_name": of, "config": config} for of, config in layers]}}


def of_lstm(name, **more):
    return "LSTM", {"name": name, "units": H, "activation": "tanh", "recurrent_activation": "sigmoid", "return_sequences": True} | more


def of_dense(name):
    return "Dense", {"name": name, "units": K, "activation": "linear"}


def keras3(name, groups, config):
    """A .keras file: a zip with the configuration and an HDF5 of numbered variables."""
    file = io.BytesIO()
    with h5py.File(file, "w") as inner:
        for path, variables in groups.items():
            for k, value in enumerate(variables):
                inner.create_dataset(f"layers/{path}/vars/{k}", data=value)
    with zipfile.ZipFile(name, "w") as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "3.3.3"}))
        archive.writestr("config.json", json.dumps(config))
        archive.writestr("model.weights.h5", file.getvalue())


def keras2(name, layers, config=None, version="2.4.0"):
    with h5py.File(name, "w") as file:
        group = file.create_group("model_weights") if config else file
        group.attrs["layer_names"] = [layer.encode() for layer in layers]
        file.attrs["keras_version"] = version.encode()
        for layer, weights in layers.items():
            inner = group.create_group(layer)
            for key, value in weights.items():
                inner.create_dataset(f"{layer}/{key}:0", data=value)
        if config:
            file.attrs["model_config"] = json.dumps(config).encode()


W, U, b, V, R, c, head, bias = draw(D, 4 * H), draw(H, 4 * H), draw(4 * H), draw(H, 4 * H), draw(H, 4 * H), draw(4 * H), draw(H, K), draw(K)
# A notebook that ran twice: the layers are lstm_1 and lstm_2, and the file calls them lstm and lstm_1.
names = sequential(of_lstm("lstm_1"), of_lstm("lstm_2"), of_dense("dense_1"))
keras3("ran-twice.keras", {"lstm/cell": (W, U, b), "lstm_1/cell": (V, R, c), "dense": (head, bias)}, names)
put("ran-twice.keras", xs, lstm(lstm(xs, W, U, b), V, R, c) @ head + bias)

cell = {"lstm_cell/kernel": W, "lstm_cell/recurrent_kernel": U, "lstm_cell/bias": b}
dense = {"kernel": head, "bias": bias}
pooled = sequential(of_lstm("lstm"), ("GlobalMaxPooling1D", {"name": "pooling"}), of_dense("dense"))
keras2("pooled.h5", {"lstm": cell, "pooling": {}, "dense": dense}, pooled)
put("pooled.h5", xs, lstm(xs, W, U, b) @ head + bias, said=["left out between the cell and the head", ": pooling"])

with open("index.json", "w") as file:
    json.dump(index, file)

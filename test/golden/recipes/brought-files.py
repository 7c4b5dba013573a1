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
import onnx
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

# Backwards, and read where it ended: at the first timestep.
back = sequential(of_lstm("lstm", go_backwards=True, return_sequences=False), of_dense("dense"))
keras2("backwards.h5", {"lstm": cell, "dense": dense}, back)
put("backwards.h5", xs, lstm(xs[::-1], W, U, b)[-1:] @ head + bias, last=True)
keras2("gates-of-2.2.h5", {"lstm": cell, "dense": dense}, version="2.2.4")
put("gates-of-2.2.h5", xs, lstm(xs, W, U, b, gate=hard_sigmoid) @ head + bias, said=["hard sigmoid, which was Keras"])
convolved = {"kernel": draw(3, 3, 1, 16), "recurrent_kernel": draw(3, 3, 4, 16), "bias": draw(16)}
keras2("convolutions.h5", {"conv_lstm2d": convolved})
put("convolutions.h5", refused="a recurrent layer of convolutions (ConvLSTM) is not supported")

# TensorFlow.js names its hard sigmoid in its own way; a graph model has lost its layers.
names = ["lstm/kernel", "lstm/recurrent_kernel", "lstm/bias", "dense/kernel", "dense/bias"]
entries = [{"name": name, "shape": list(of.shape), "dtype": "float32"} for name, of in zip(names, (W, U, b, head, bias))]
topology = sequential(of_lstm("lstm", recurrent_activation="hardSigmoid"), of_dense("dense")) | {"keras_version": "tfjs-layers 4.0.0"}
manifest = [{"paths": ["hard-gates.bin"], "weights": entries}]
with open("hard-gates.json", "w") as file:
    json.dump({"format": "layers-model", "modelTopology": topology, "weightsManifest": manifest}, file)
with open("graph.json", "w") as file:
    json.dump({"format": "graph-model", "modelTopology": {"node": []}, "weightsManifest": manifest}, file)
with open("hard-gates.bin", "wb") as file:
    file.write(b"".join(of.tobytes() for of in (W, U, b, head, bias)))
put("hard-gates.json", xs, lstm(xs, W, U, b, gate=hard_sigmoid) @ head + bias, beside=["hard-gates.bin"])
put("graph.json", refused="a graph model of TensorFlow.js", beside=["hard-gates.bin"])

# By hand: what no name and no shape says is asked; a head or a bias that is a column says it.
def rnn(xs, W, U, b):
    h, out = np.zeros(len(U)), []
    for row in xs:
        h = np.tanh(W @ row + U @ h + b.ravel())
        out.append(h)
    return np.array(out)


square = {"Wxh": draw(H, H), "Whh": draw(H, H), "Why": draw(H, H), "bh": draw(H, 1), "by": draw(H, 1)}
wide = 2 * draw(T, H)
np.savez("square-columns.npz", **square)
put("square-columns.npz", wide, rnn(wide, square["Wxh"], square["Whh"], square["bh"]) @ square["Why"].T + square["by"].ravel(), asked=["activation"])
square = {"W_xh": draw(H, H), "W_hh": draw(H, H), "b_h": draw(H), "W_hq": draw(H, K), "b_q": draw(K)}
np.savez("square-head.npz", **square)
put("square-head.npz", wide, rnn(wide, square["W_xh"].T, square["W_hh"].T, square["b_h"]) @ square["W_hq"] + square["b_q"], asked=["activation"])
square |= {"W_hq": draw(H, H), "b_q": draw(H)}
np.savez("square.npz", **square)
answers = rnn(wide, square["W_xh"].T, square["W_hh"].T, square["b_h"]) @ square["W_hq"] + square["b_q"]
put("square.npz", wide, answers, asked=["side", "activation"], decisions={"side": "right", "activation": "tanh"})

embedding = draw(7, D)
captions = {"W_embed": embedding, "W_proj": draw(6, H), "b_proj": draw(H), "Wx": W, "Wh": U, "b": b, "W_vocab": head, "b_vocab": bias}
np.savez("captions.npz", **captions)
put("captions.npz", embedding[:T], lstm(embedding[:T], W, U, b, order="ifog") @ head + bias, asked=["gates"], usual="ifog")

joined = {name: draw(H, H + D) for name in ("Wf", "Wi", "Wc", "Wo")} | {name: draw(H, 1) for name in ("bf", "bi", "bc", "bo")}
np.savez("joined.npz", **joined)
turned = {name: np.concatenate([joined[name][:, H:], joined[name][:, :H]], 1) for name in ("Wi", "Wf", "Wc", "Wo")}
stacked = np.concatenate(list(turned.values())).T
biases = np.concatenate([joined[name].ravel() for name in ("bi", "bf", "bc", "bo")])
put("joined.npz", xs, lstm(xs, stacked[:D], stacked[D:], biases), asked=["joined"], usual="hx")


class Gates(nn.Module):
    """A Linear for each gate over what is joined, or one for x and one for h."""

    def __init__(self, joined):
        super().__init__()
        self.joined = joined
        names = dict(zip("ifgo", ("input_gate", "forget_gate", "cell_gate", "output_gate")))
        for q in "ifgo":
            if joined:
                setattr(self, names[q], nn.Linear(D + H, H))
            else:
                setattr(self, f"W_{q}", nn.Linear(D, H))
                setattr(self, f"U_{q}", nn.Linear(H, H))
        self.names, self.fc = names, nn.Linear(H, K)

    def at(self, q, x, h):
        if self.joined:
            return getattr(self, self.names[q])(torch.cat((x, h), 1))
        return getattr(self, f"W_{q}")(x) + getattr(self, f"U_{q}")(h)

    def forward(self, xs):
        h, c, out = torch.zeros(1, H), torch.zeros(1, H), []
        for x in xs:
            i, f, g, o = (self.at(q, x, h) for q in "ifgo")
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            h = torch.sigmoid(o) * torch.tanh(c)
            out.append(self.fc(h))
        return torch.stack(out)


for name, more in {"gates-joined.pt": {"asked": ["joined"], "decisions": {"joined": "xh"}}, "gates-apart.pt": {}}.items():
    net = Gates(joined=name == "gates-joined.pt")
    torch.save(net.state_dict(), name)
    put(name, xs, run(net, xs), **more)

torch.save({"W": torch.tensor(W), "U": torch.tensor(U), "bias": torch.tensor(b)}, "own-cell.pt")
put("own-cell.pt", xs, lstm(xs, W, U, b), asked=["gates"], usual="ifgo")


class Names(nn.Module):
    """The character net of PyTorch's tutorial: one layer reads the input and the state."""

    def __init__(self):
        super().__init__()
        self.i2h, self.h2o = nn.Linear(D + H, H), nn.Linear(H, K)

    def forward(self, xs):
        h, out = torch.zeros(1, H), []
        for x in xs:
            h = self.i2h(torch.cat((x, h), 1))
            out.append(self.h2o(h))
        return torch.stack(out)


net = Names()
torch.save(net.state_dict(), "tutorial.pt")
put("tutorial.pt", xs, run(net, xs), asked=["joined", "activation"])

# PyTorch: an embedding by its shape, a module saved whole before 1.6, an index of safetensors.
net = nn.ModuleDict({"encoder": nn.Embedding(7, D), "rnn": nn.LSTM(D, H), "decoder": nn.Linear(H, K)})
torch.save(net.state_dict(), "language-model.pt")
rows = net["encoder"].weight.detach().numpy()[:T]
with torch.no_grad():
    put("language-model.pt", rows, net["decoder"](net["rnn"](torch.tensor(rows)[:, None])[0])[:, 0], said=["inputs are rows of the embedding encoder"])
torch.save(nn.LSTM(1, 1), "whole-old.pt", _use_new_zipfile_serialization=False)
put("whole-old.pt", refused="got a whole module (torch.nn.modules.rnn.LSTM)")

# Larger than an experiment: a head over a vocabulary is left out, a layer that is small enough is opened alone, the rest is refused.
tiny = lambda net: {key: torch.zeros(1).expand(of.shape) for key, of in net.state_dict().items()}
net = nn.ModuleDict({"lstm": nn.LSTM(D, H), "fc": nn.Linear(H, 300)})
torch.save(tiny(net) | net["lstm"].state_dict(prefix="lstm."), "vocabulary.pt")
with torch.no_grad():
    put("vocabulary.pt", xs, net["lstm"](torch.tensor(xs)[:, None])[0][:, 0], said=["fc has 300 outputs, more than the 256", "y is h itself"])
torch.save(tiny(nn.ModuleDict({"lstm": nn.LSTM(300, 8, 2), "fc": nn.Linear(8, 1)})), "wide-input.pt")
put("wide-input.pt", asked=["layer"], usual="1", said=["layer 1 of 0 … 1 alone"])
torch.save(tiny(nn.ModuleDict({"lstm": nn.LSTM(D, 512, 2), "fc": nn.Linear(512, 1)})), "large.pt")
put("large.pt", refused="train a smaller net to see it run")


def safetensors(name, tensors):
    header, data = {}, b""
    for key, of in tensors.items():
        header[key] = {"dtype": "F32", "shape": list(of.shape), "data_offsets": [len(data), len(data) + of.nbytes]}
        data += of.tobytes()
    text = json.dumps(header).encode()
    with open(name, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + data)


class Tail(nn.Module):
    def __init__(self, between=False):
        super().__init__()
        self.rnn, self.fc, self.between = nn.LSTM(D, H), nn.Linear(H, K), between

    def forward(self, x):
        h = self.rnn(x)[0]
        return self.fc(torch.relu(h) if self.between else h)


net = Tail()
halves = {key: value.numpy() for key, value in net.state_dict().items()}
parts = {"model-1-of-2.safetensors": list(halves)[:3], "model-2-of-2.safetensors": list(halves)[3:]}
for name, keys in parts.items():
    safetensors(name, {key: halves[key] for key in keys})
with open("model.safetensors.index.json", "w") as file:
    json.dump({"metadata": {}, "weight_map": {key: name for name, keys in parts.items() for key in keys}}, file)
put("model.safetensors.index.json", xs, run(net, xs), beside=list(parts))

# ONNX, as torch exports it: constants that are not folded, an activation between, numbers in a file beside, a state from another cell.
example = torch.tensor(xs)[:, None]
torch.onnx.export(net, example, "not-folded.onnx", opset_version=13, do_constant_folding=False)
put("not-folded.onnx", xs, run(net, xs))
onnx.save(onnx.load("not-folded.onnx"), "beside.onnx", save_as_external_data=True, location="beside.onnx.data", size_threshold=0)
put("beside.onnx", xs, run(net, xs), beside=["beside.onnx.data"])
net = Tail(between=True)
torch.onnx.export(net, example, "relu-between.onnx", opset_version=13)
net.between = False
put("relu-between.onnx", xs, run(net, xs), said=["left out between the cell and the head", ": Relu"])


class Translated(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder, self.decoder = nn.LSTM(D, H), nn.LSTM(D, H)

    def forward(self, x):
        return self.decoder(x, self.encoder(x)[1])[0]


torch.onnx.export(Translated(), example, "state-given.onnx", opset_version=13)
put("state-given.onnx", asked=["module"], decisions={"module": "lstm_1"}, said=["the model gives the cell an initial state"])
loop = onnx.helper.make_graph([onnx.helper.make_node("Scan", ["x"], ["y"])], "loop", [], [])
onnx.save(onnx.helper.make_model(loop), "loop.onnx")
put("loop.onnx", refused="a recurrent layer that is written as a loop (Scan)")

lies = lambda name, *dims: onnx.TensorProto(name=name, data_type=1, dims=dims, raw_data=b"\0" * 64)
cell = onnx.helper.make_node("LSTM", ["x", "W", "R", "B"], ["y"])
for name, tensors in {
    "lies-units.onnx": [lies("W", 1, 4, 2), lies("R", 1, 1, 10**8), lies("B", 1, 8)],
    "lies-rows.onnx": [lies("W", 1, 10**8, 1), lies("R", 1, 10**8, 1)],
}.items():
    graph = onnx.helper.make_graph([cell], "lies", [], [])
    graph.initializer.extend(tensors)
    onnx.save(onnx.helper.make_model(graph), name)
    put(name, refused="expected a")

# No weights, but inputs and targets.
np.savez("data.npz", x=draw(6, T, D), y=draw(6, 1))
put("data.npz", said=["6 series, one in each row"])

with open("index.json", "w") as file:
    json.dump(index, file)

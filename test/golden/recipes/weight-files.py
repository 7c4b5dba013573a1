"""Files of weights that are written in less common ways, and the outputs of their nets: test/weights/. Run: python3 test/golden/recipes/weight-files.py

PyTorch gives the outputs of its own files and of the ONNX ones. Keras is not needed: its files are written as Keras lays them out, and its cells are
computed here by the equations of its documentation.
"""
import json
import os
import pickle

import h5py
import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../weights")
os.makedirs(here, exist_ok=True)
os.chdir(here)
torch.manual_seed(0)
np.random.seed(0)
index = {}
D, H, K = 3, 4, 2
x = torch.randn(5, 1, D)
xs = x[:, 0].numpy()


def put(name, outputs, **more):
    index[name] = {"outputs": np.asarray(outputs, dtype=float).tolist(), **more}


class Net(torch.nn.Module):
    def __init__(self, cell="LSTM", both=False):
        super().__init__()
        self.rnn = getattr(torch.nn, cell)(D, H, bidirectional=both)
        self.fc = torch.nn.Linear(H * (2 if both else 1), K)

    def forward(self, x):
        return self.fc(self.rnn(x)[0])


def outputs(net):
    with torch.no_grad():
        return net(x)[:, 0].numpy()


# PyTorch and NumPy: pickles of other protocols, of plain pickle.dump, arrays column by column.
net = Net()
state = net.state_dict()
arrays = {key: value.numpy() for key, value in state.items()}
torch.save(state, "legacy-protocol-4.pt", _use_new_zipfile_serialization=False, pickle_protocol=4)
written = {
    "plain-pickle.pkl": (state, 2),
    "numpy-by-columns.pkl": ({key: np.asfortranarray(value) for key, value in arrays.items()}, 4),
    "lists-protocol-0.pkl": ({key: value.tolist() for key, value in arrays.items()}, 0),
    "numpy-protocol-0.pkl": (arrays, 0),
}
put("legacy-protocol-4.pt", outputs(net))
for name, (value, protocol) in written.items():
    with open(name, "wb") as file:
        pickle.dump(value, file, protocol=protocol)
    put(name, outputs(net))
np.savez("with-objects.npz", note=np.array([{"by": "hand"}], dtype=object), **arrays)
put("with-objects.npz", outputs(net))
torch.jit.script(torch.nn.Linear(1, 1)).save("script.pt")
one = {"weight_ih_l0": torch.randn(4 * H, D), "weight_hh_l0": torch.randn(4 * H, H)}
torch.save({f"{path}lstm.{key}": value for path in ("", "model.") for key, value in one.items()}, "two-of-a-name.pt")

# Keras, by the equations of its documentation.
sigmoid = lambda a: 1 / (1 + np.exp(-a))
hard_sigmoid = lambda a: np.clip(0.2 * a + 0.5, 0, 1)
relu = lambda a: np.maximum(a, 0)


def lstm(xs, W, U, b, activation=np.tanh, gate=sigmoid):
    h, c, out = np.zeros(H), np.zeros(H), []
    for row in xs:
        i, f, g, o = np.split(row @ W + h @ U + b, 4)
        c = gate(f) * c + gate(i) * activation(g)
        h = gate(o) * activation(c)
        out.append(h)
    return np.array(out)


def gru_reset_after(xs, W, U):
    h, out = np.zeros(H), []
    for row in xs:
        (xz, xr, xn), (hz, hr, hn) = np.split(row @ W, 3), np.split(h @ U, 3)
        z, r = sigmoid(xz + hz), sigmoid(xr + hr)
        h = z * h + (1 - z) * np.tanh(xn + r * hn)
        out.append(h)
    return np.array(out)


def write(name, layers, config, version="2.4.0"):
    with h5py.File(name, "w", track_order=False) as file:
        group = file.create_group("model_weights")
        group.attrs["layer_names"] = [layer.encode() for layer in layers]
        for layer, weights in layers.items():
            inner = group.create_group(layer)
            for key, value in weights.items():
                inner.create_dataset(key, data=value)
        file.attrs["model_config"] = json.dumps(config).encode()
        file.attrs["keras_version"] = version.encode()


def sequential(*layers):
    listed = [{"class_name": name, "config": config} for name, config in layers]
    return {"class_name": "Sequential", "config": {"name": "sequential", "layers": listed}}


draw = lambda *shape: (0.5 * np.random.randn(*shape)).astype("f4")
W, U, b, head, bias = draw(D, 4 * H), draw(H, 4 * H), draw(4 * H), draw(H, K), draw(K)
dense = {"dense/kernel:0": head, "dense/bias:0": bias}
last = ("Dense", {"name": "dense", "units": K, "activation": "linear"})
squash = {"activation": "tanh", "recurrent_activation": "sigmoid"}

cell = {"class_name": "LSTMCell", "config": {"name": "lstm_cell", "units": H, **squash, "activation": "relu"}}
weights = {"rnn/lstm_cell/kernel:0": W, "rnn/lstm_cell/recurrent_kernel:0": U, "rnn/lstm_cell/bias:0": b}
config = sequential(("RNN", {"name": "rnn", "return_sequences": True, "cell": cell}), last)
write("keras-rnn-of-cell.h5", {"rnn": weights, "dense": dense}, config)
put("keras-rnn-of-cell.h5", lstm(xs, W, U, b, activation=relu) @ head + bias)

G, V = draw(D, 3 * H), draw(H, 3 * H)
options = {"name": "gru", "units": H, **squash, "reset_after": True, "use_bias": False, "return_sequences": True}
weights = {"gru/gru_cell/kernel:0": G, "gru/gru_cell/recurrent_kernel:0": V}
write("keras-gru-no-bias.h5", {"gru": weights, "dense": dense}, sequential(("GRU", options), last))
put("keras-gru-no-bias.h5", gru_reset_after(xs, G, V) @ head + bias)

both = draw(8 * H)
weights = {"cu_dnnlstm/kernel:0": W, "cu_dnnlstm/recurrent_kernel:0": U, "cu_dnnlstm/bias:0": both}
config = sequential(("CuDNNLSTM", {"name": "cu_dnnlstm", "units": H, "return_sequences": True}), last)
write("keras-cudnn.h5", {"cu_dnnlstm": weights, "dense": dense}, config)
put("keras-cudnn.h5", lstm(xs, W, U, both[: 4 * H] + both[4 * H :]) @ head + bias)

W2, U2, b2, wide = draw(D, 4 * H), draw(H, 4 * H), draw(4 * H), draw(2 * H, K)
path = "bidirectional/{}_lstm/lstm_cell/{}:0"
ways = {"forward": (W, U, b), "backward": (W2, U2, b2)}
parts = ("kernel", "recurrent_kernel", "bias")
weights = {path.format(way, part): value for way, values in ways.items() for part, value in zip(parts, values)}
inner = {"class_name": "LSTM", "config": {"name": "lstm", "units": H, **squash, "return_sequences": False}}
config = sequential(("Bidirectional", {"name": "bidirectional", "merge_mode": "concat", "layer": inner}), last)
layers = {"bidirectional": weights, "dense": {"dense/kernel:0": wide, "dense/bias:0": bias}}
write("keras-both-ends.h5", layers, config)
ends = np.concatenate([lstm(xs, W, U, b)[-1], lstm(xs[::-1], W2, U2, b2)[-1]])
put("keras-both-ends.h5", [ends @ wide + bias], last=True)

gates = {gate: [np.split(of, 4, axis=-1)[k] for of in (W, U, b)] for k, gate in enumerate("ifco")}
weights = {f"lstm_1_{part}_{gate}": of[k] for gate, of in gates.items() for k, part in enumerate("WUb")}
options = {"name": "lstm_1", "output_dim": H, "activation": "tanh", "inner_activation": "hard_sigmoid"}
config = {
    "class_name": "Sequential",
    "config": [
        {"class_name": "LSTM", "config": {**options, "return_sequences": True}},
        {"class_name": "Dense", "config": {"name": "dense_1", "output_dim": K, "activation": "linear"}},
    ],
}
write("keras-1.h5", {"lstm_1": weights, "dense_1": {"dense_1_W": head, "dense_1_b": bias}}, config, "1.2.2")
put("keras-1.h5", lstm(xs, W, U, b, gate=hard_sigmoid) @ head + bias)

# TensorFlow.js, with numbers of one byte.
data, entries, read = b"", [], []
names = ["lstm/lstm_cell/" + part for part in parts] + ["dense/kernel", "dense/bias"]
for name, value in zip(names, (W, U, b, head, bias)):
    low, scale = float(value.min()), float(value.max() - value.min()) / 255
    small = np.round((value - low) / scale).astype("u1")
    data += small.tobytes()
    read.append(small * scale + low)
    quantization = {"dtype": "uint8", "min": low, "scale": scale}
    entries.append({"name": name, "shape": list(value.shape), "dtype": "float32", "quantization": quantization})
topology = {"keras_version": "2.4.0", "model_config": sequential(("LSTM", {"name": "lstm", "units": H, **squash}), last)}
with open("tfjs.json", "w") as file:
    manifest = [{"paths": ["tfjs.bin"], "weights": entries}]
    json.dump({"format": "layers-model", "modelTopology": topology, "weightsManifest": manifest}, file)
with open("tfjs.bin", "wb") as file:
    file.write(data)
put("tfjs.json", lstm(xs, *read[:3]) @ read[3] + read[4], beside="tfjs.bin")


# ONNX: factors of Gemm, batches first, and what no document can say.
def turned(of):
    i, f, g, o = np.split(of, 4)
    return np.concatenate([i, o, f, g])


def save(name, net, outside=False, initial=None, factors={}, **attributes):
    of = {key: value.numpy() for key, value in net.state_dict().items()}
    biases = np.concatenate([turned(of["rnn.bias_ih_l0"]), turned(of["rnn.bias_hh_l0"])])
    tensors = {"W": turned(of["rnn.weight_ih_l0"])[None], "R": turned(of["rnn.weight_hh_l0"])[None], "B": biases[None]}
    tensors |= {"head": of["fc.weight"], "bias": of["fc.bias"]}
    inputs = ["X", "W", "R", "B"]
    if initial is not None:
        tensors["h0"] = initial
        inputs += ["", "h0"]
    nodes = [
        helper.make_node("LSTM", inputs, ["Y", "Y_h"], hidden_size=H, **attributes),
        helper.make_node("Squeeze", ["Y"], ["h"]),
        helper.make_node("Gemm", ["h", "head", "bias"], ["y"], transB=1, **factors),
    ]
    ends = [helper.make_tensor_value_info(each, TensorProto.FLOAT, None) for each in ("X", "y")]
    initializers = [numpy_helper.from_array(value, key) for key, value in tensors.items()]
    model = helper.make_model(helper.make_graph(nodes, "net", ends[:1], ends[1:], initializers))
    more = {"save_as_external_data": True, "location": "weights.data", "size_threshold": 0} if outside else {}
    onnx.save(model, name, **more)


net = Net()
with torch.no_grad():
    h = net.rnn(x)[0][:, 0]
    put("gemm-factors.onnx", (2 * h @ net.fc.weight.T + 0.5 * net.fc.bias).numpy())
save("gemm-factors.onnx", net, factors={"alpha": 2.0, "beta": 0.5})
save("layout.onnx", net, layout=1)
put("layout.onnx", outputs(net))
save("outside.onnx", net, outside=True)
os.remove("weights.data")
save("initial.onnx", net, initial=np.ones((1, 1, H), "f4"))
save("own-hard-sigmoid.onnx", net, activations=["HardSigmoid", "Tanh", "Tanh"], activation_alpha=[0.1], activation_beta=[0.3])
save("two-squashings.onnx", net, activations=["Sigmoid", "Tanh", "Relu"])

with open("index.json", "w") as file:
    json.dump({"inputs": xs.astype(float).tolist(), "files": index}, file)

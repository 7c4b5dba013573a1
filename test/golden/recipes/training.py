"""PyTorch's training runs in float64: the loss before each update, the norm of its gradient before clipping, and the weights at the end.

    python3 test/golden/recipes/training.py [NAME ...]

makes the runs of `NEW` (those that are named, else all) in test/golden/training/, then repeats every run that stands there by its document
and asserts that PyTorch has the same numbers. So the recipe proves the files, also those that an older PyTorch has made.
"""
import json
import math
import sys
from pathlib import Path

import torch
from torch.nn.functional import cross_entropy, mse_loss

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

ROOT = Path(__file__).resolve().parents[3] / 'test/golden/training'
MODULES = {'rnn': torch.nn.RNN, 'lstm': torch.nn.LSTM, 'gru': torch.nn.GRU}
OPTIMIZERS = {
    'sgd': torch.optim.SGD,
    'adam': torch.optim.Adam,
    'rmsprop': torch.optim.RMSprop,
    'adagrad': torch.optim.Adagrad,
}


class Mgu(torch.nn.Module):
    """The typed cell of sine-mgu-adam, its equations written out."""

    def __init__(self, inputs, hidden):
        super().__init__()
        shapes = {'W': (hidden, inputs), 'U': (hidden, hidden), 'b': (hidden,)}
        for gate in 'fn':
            for kind, shape in shapes.items():
                self.register_parameter(f'{kind}_{gate}', torch.nn.Parameter(torch.zeros(shape)))

    def forward(self, x):
        h, out = torch.zeros(len(x), len(self.b_f)), []
        for at in x.unbind(1):
            f = torch.sigmoid(at @ self.W_f.T + h @ self.U_f.T + self.b_f)
            n = torch.tanh(at @ self.W_n.T + (f * h) @ self.U_n.T + self.b_n)
            h = (1 - f) * h + f * n
            out.append(h)
        return torch.stack(out, 1), None


class Net(torch.nn.Module):
    """The layers of a document and its head; `names`: the parameters by the names of the document."""

    def __init__(self, model):
        super().__init__()
        layers = model.get('layers') or [{'cell': model['cell'], 'hiddenSize': model['hiddenSize']}]
        width, self.layers, self.names = model['inputSize'], torch.nn.ModuleList(), {}
        for k, layer in enumerate(layers):
            hidden, both = layer['hiddenSize'], layer.get('direction') == 'both'
            if isinstance(layer['cell'], dict):
                module = Mgu(width, hidden)
            else:
                module = MODULES[layer['cell']](width, hidden, batch_first=True, bidirectional=both)
            self.layers.append(module)
            self.names |= {name.replace('_l0', f'_l{k}'): of for name, of in module.named_parameters()}
            width = hidden * (2 if both else 1)
        self.head = torch.nn.Linear(width, model['outputSize'])
        self.names |= {f'head.{name}': of for name, of in self.head.named_parameters()}
        with torch.no_grad():
            for name, values in model.get('weights', {}).items():
                self.names[name].copy_(torch.tensor(values))

    def forward(self, x):
        for layer in self.layers:
            x, _ = layer(x)
        return self.head(x)

    def weights(self):
        return {name: of.tolist() for name, of in self.names.items()}


def sequences(data):
    """Inputs and targets of all sequences that train; these files have sequences of one length."""
    if data['kind'] == 'windows':
        window, ahead = data['window'], data.get('ahead', 1)
        starts = range(data.get('train') or len(data['series']) - window - ahead + 1)
        columns = data.get('targetColumns', [0])
        inputs = [data['series'][i : i + window] for i in starts]
        return inputs, [[[data['series'][i + window - 1 + ahead][c] for c in columns]] for i in starts]
    items = data['items'][: data.get('train')]
    return [item['inputs'] for item in items], [item['targets'] for item in items]


def loss_of(loss, y, targets):
    """The mean over the batch; of `at: last` the last target counts."""
    if loss['at'] == 'last':
        y, targets = y[:, -1:], targets[:, -1:]
    return cross_entropy(y.flatten(0, 1), targets.flatten()) if loss['kind'] == 'cross-entropy' else mse_loss(y, targets)


def run(document):
    training, net = document['training'], Net(document['model'])
    inputs, targets = (torch.tensor(all_of) for all_of in sequences(document['data']))
    optimizer = {**training['optimizer']}
    stepper = OPTIMIZERS[optimizer.pop('kind')](net.parameters(), **optimizer)
    size = len(inputs) if training.get('batch', 'full') == 'full' else training['batch']
    losses, norms = [], []
    for _ in range(training['epochs']):
        for at in range(0, len(inputs), size):
            stepper.zero_grad()
            loss = loss_of(document['loss'], net(inputs[at : at + size]), targets[at : at + size])
            loss.backward()
            norms.append(torch.nn.utils.clip_grad_norm_(net.parameters(), training.get('clipNorm', math.inf)).item())
            losses.append(loss.item())
            stepper.step()
    return {'losses': losses, 'gradNorms': norms, 'weights': net.weights()}


def sine(cell, hidden, optimizer, **more):
    """Windows of a wave, trained on in batches."""
    model = {'inputSize': 1, 'outputSize': 1, 'layers': [{'cell': cell, 'hiddenSize': hidden}]}
    series = [[math.sin(0.6 * i) + 0.3 * math.cos(1.7 * i)] for i in range(26)]
    return {
        'format': 'unrolled-training/1',
        'model': {**model, 'weights': Net(model).weights()},
        'data': {'kind': 'windows', 'series': series, 'window': 6, 'ahead': 1, 'targetColumns': [0], 'train': 20},
        'loss': {'kind': 'mse', 'at': 'last', 'reduction': 'mean'},
        'training': {'optimizer': optimizer, 'epochs': 12, 'batch': 8, **more},
    }


NEW = {
    'sine-rnn-adagrad': lambda: sine('rnn', 4, {'kind': 'adagrad', 'lr': 0.05, 'eps': 1e-10}, clipNorm=0.5),
    'sine-lstm-adagrad-decay': lambda: sine('lstm', 3, {'kind': 'adagrad', 'lr': 0.1, 'weight_decay': 0.01}),
}


def document_of(file):
    """The training document of a file; the oldest files have its parts in other places."""
    if 'training' in file:
        return file['training']
    clip = {} if file['clipNorm'] is None else {'clipNorm': file['clipNorm']}
    model = {'cell': file['cell'], 'hiddenSize': file['hiddenSize'], 'inputSize': 1, 'outputSize': 1}
    return {
        'model': {**model, 'weights': file['start']},
        'data': {'kind': 'windows', 'series': [[n] for n in file['series']], 'window': file['window'], 'train': file['windows']},
        'loss': {'kind': 'mse', 'at': 'last'},
        'training': {'optimizer': file['optimizer'], 'epochs': file['epochs'], **clip},
    }


def furthest(a, b):
    """The largest difference of numbers at the same place."""
    if isinstance(a, dict):
        assert a.keys() == b.keys(), (a.keys(), b.keys())
        return max(furthest(a[key], b[key]) for key in a)
    if isinstance(a, list):
        assert len(a) == len(b)
        return max(map(furthest, a, b), default=0)
    return abs(a - b) / max(1, abs(b))


for name in sys.argv[1:] or NEW:
    torch.manual_seed(7)
    training = NEW[name]()
    source = f'PyTorch {torch.__version__}, float64: test/golden/recipes/training.py'
    text = json.dumps({'name': name, 'source': source, 'training': training, 'expect': run(training)}, separators=(',', ':'))
    (ROOT / f'{name}.json').write_text(text + '\n')

for path in sorted(ROOT.glob('*.json')):
    # held-trainings.py makes these: cells and nets that this recipe has not.
    if path.stem.startswith('held-'):
        continue
    file = json.loads(path.read_text())
    apart = furthest(run(document_of(file)), file['expect'])
    assert apart < 1e-9, (path.name, apart)
    print(f'{path.stem}: {len(file["expect"]["losses"])} updates, at most {apart:.1e} apart')

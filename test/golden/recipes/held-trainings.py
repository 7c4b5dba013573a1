"""PyTorch's runs of training documents, in float64: typed cells, stacks, directions, attention, batches that do not divide the data,
weight decay, momentum, clipping, every loss, masks, given gradients. Writes test/golden/training/held-*.json:  python3 test/golden/recipes/held-trainings.py"""

import json
import os
import random

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
OUT = os.path.join(os.path.dirname(__file__), '..', 'training')


def parameters(shapes, seed):
    g = torch.Generator().manual_seed(seed)
    return {name: nn.Parameter(torch.rand(shape, generator=g) - 0.5) for name, shape in shapes.items()}


class Typed:
    """A cell as its equations say: step(weights, x, states) gives h and the states after."""

    def __init__(self, shapes, states, step):
        self.shapes, self.states, self.step = shapes, states, step

    def run(self, w, xs):
        states, hs = [torch.zeros(s) for s in self.states], []
        for x in xs:
            h, states = self.step(w, x, states)
            hs.append(h)
        return torch.stack(hs)


def stock(kind, D, H, both=False, seed=1, **more):
    """A layer of torch.nn with its parameters by PyTorch's names."""
    torch.manual_seed(seed)
    layer = {'lstm': nn.LSTM, 'gru': nn.GRU, 'rnn': nn.RNN}[kind](D, H, bidirectional=both, **more)
    return layer


def renamed(layer, k):
    return {name.replace('_l0', f'_l{k}'): p for name, p in layer.named_parameters()}


def sequences(count, lengths, D, target, seed):
    g = random.Random(seed)
    num = lambda: round(g.uniform(-1, 1), 6)
    items = []
    for i in range(count):
        T = lengths[i % len(lengths)]
        items.append({'inputs': [[num() for _ in range(D)] for _ in range(T)], 'targets': target(g, T)})
    return items


def numbers(K, every=True):
    return lambda g, T: [[round(g.uniform(-1, 1), 6) for _ in range(K)] for _ in range(T if every else 1)]


def classes(K, every=True):
    return lambda g, T: [g.randrange(K) for _ in range(T if every else 1)]


def bits(K, every=True):
    return lambda g, T: [[float(g.randrange(2)) for _ in range(K)] for _ in range(T if every else 1)]


def loss_of(loss, out, targets):
    """The loss of one sequence: out has a row for each timestep that has one. With weights each timestep counts as much as they say."""
    if 'weights' in loss:
        plain = {**loss, 'at': 'last'}
        weights = plain.pop('weights')
        steps = torch.stack([loss_of(plain, out[[t]], [target]) for t, target in enumerate(targets)])
        weighted = (torch.tensor(weights[-len(steps) :]) * steps).sum()
        return weighted / sum(weights) if loss.get('outer', loss['reduction']) == 'mean' else weighted
    if loss['kind'] == 'cross-entropy':
        return F.cross_entropy(out, torch.tensor(targets), reduction=loss['reduction'])
    want = torch.tensor(targets)
    of = F.mse_loss if loss['kind'] == 'mse' else F.binary_cross_entropy_with_logits
    return of(out, want, reduction=loss['reduction'])


def total_of(loss, said, targets):
    """The loss of one sequence. With given gradients the net says what its layers end with, too: each number there adds itself times its gradient."""
    if 'given' not in loss:
        return loss_of(loss, said, targets)
    out, ends = said
    given = {name: torch.tensor(numbers) for name, numbers in loss['given'].items()}
    return loss_of(loss, out, targets) + sum((given[name] * ends[name]).sum() for name in given)


def optimizer_of(o, params):
    o = dict(o)
    kind = o.pop('kind')
    return {'sgd': torch.optim.SGD, 'adam': torch.optim.Adam, 'rmsprop': torch.optim.RMSprop}[kind](params, **o)


def written(p):
    return p.detach().tolist()


def train(name, model, weights, forward, items, loss, training, data=None, seen=None):
    """Trains and writes the document with PyTorch's answers. forward(xs) gives a feature for each timestep that has a loss."""
    start = {key: written(p) for key, p in weights.items()}
    params = list(weights.values())
    optimizer = optimizer_of(training['optimizer'], params)
    n = seen or len(items)
    size = n if training['batch'] == 'full' else training['batch']
    losses, norms = [], []
    for _ in range(training['epochs']):
        for at in range(0, n, size):
            batch = items[at : min(at + size, n)]
            optimizer.zero_grad()
            total = sum(total_of(loss, forward(torch.tensor(i['inputs'])), i['targets']) for i in batch) / len(batch)
            total.backward()
            norm = torch.sqrt(sum((p.grad**2).sum() for p in params))
            if 'clipNorm' in training:
                nn.utils.clip_grad_norm_(params, training['clipNorm'])
            losses.append(total.item())
            norms.append(norm.item())
            optimizer.step()
    document = {
        'format': 'unrolled-training/1',
        'model': {**model, 'weights': start},
        'data': data or {'kind': 'sequences', 'items': items, **({'train': seen} if seen else {})},
        'loss': loss,
        'training': training,
    }
    expect = {'losses': losses, 'gradNorms': norms, 'weights': {key: written(p) for key, p in weights.items()}}
    whole = {'name': name, 'source': f'PyTorch {torch.__version__}, float64', 'training': document, 'expect': expect}
    with open(os.path.join(OUT, f'held-{name}.json'), 'w') as file:
        file.write(json.dumps(whole) + '\n')


def head(D, K, seed=9):
    return parameters({'head.weight': (K, D), 'head.bias': (K,)}, seed)


def read(w, h):
    return h @ w['head.weight'].T + w['head.bias']


MSE = lambda at, reduction='mean': {'kind': 'mse', 'at': at, 'reduction': reduction}


def typed(name, equations, cell, D, H, K, items, loss, training, sizes=None):
    w = {**parameters(cell.shapes, 3), **head(H, K)}
    at = slice(None) if loss['at'] == 'all' else slice(-1, None)
    layer = {'cell': {'name': name, 'equations': equations}, 'hiddenSize': H, **({'sizes': sizes} if sizes else {})}
    train(name, {'inputSize': D, 'outputSize': K, 'layers': [layer]}, w, lambda xs: read(w, cell.run(w, xs)[at]), items, loss, training)


def typed_cells():
    # A gated mean, with a gradient sum and weight decay; 10 sequences in batches of 4.
    def gated(w, x, s):
        z = torch.sigmoid(w['W_z'] @ x + w['b_z'])
        h = (1 - z) * s[0] + z * (w['W_n'] @ x + w['b_n'])
        return h, [h]

    D, H = 2, 3
    cell = Typed({'W_z': (H, D), 'b_z': (H,), 'W_n': (H, D), 'b_n': (H,)}, [(H,)], gated)
    typed('gated-mean', 'z = σ(W_z x + b_z)\nn = W_n x + b_n\nh = (1 - z) ⊙ h[t-1] + z ⊙ n', cell, D, H, 2,
          sequences(10, [5], D, numbers(2, False), 1), MSE('last'),
          {'optimizer': {'kind': 'sgd', 'lr': 0.1, 'momentum': 0.9, 'weight_decay': 0.01}, 'epochs': 6, 'batch': 4})

    # A table that is written and read, with numbers as weights; Adam with weight decay, clipped.
    def table(w, x, s):
        k = torch.softmax(w['W_k'] @ x, 0)
        S = torch.sigmoid(w['g']) * s[0] + torch.outer(w['W_v'] @ x, k)
        return torch.tanh(S @ (w['W_q'] @ x)) + w['c'], [S]

    D, H, N = 3, 2, 4
    cell = Typed({'W_k': (N, D), 'g': (), 'W_v': (H, D), 'W_q': (N, D), 'c': (H,)}, [(H, N)], table)
    typed('table', 'S : [H, N]\ng : []\nk = softmax(W_k x)\nS = σ(g) S[t-1] + (W_v x) kᵀ\nh = tanh(S (W_q x)) + c', cell, D, H, 3,
          sequences(7, [4, 6], D, numbers(3), 2), MSE('all', 'sum'),
          {'optimizer': {'kind': 'adam', 'lr': 0.02, 'weight_decay': 0.05}, 'clipNorm': 0.4, 'epochs': 7, 'batch': 3}, {'N': N})

    # Exponential gates held back by their maximum, as in an sLSTM, with a softplus; RMSprop.
    def exponential(w, x, s):
        h, c, n, m = s
        i = w['W_i'] @ x + w['U_i'] @ h + w['b_i']
        f = -F.softplus(w['W_f'] @ x + w['b_f'])
        top = torch.maximum(f + m, i)
        a, b = torch.exp(f + m - top), torch.exp(i - top)
        c = a * c + b * torch.tanh(w['W_z'] @ x + w['U_z'] @ h)
        n = a * n + b
        return c / torch.sqrt(1 + n**2), [c / torch.sqrt(1 + n**2), c, n, top]

    D, H = 2, 3
    cell = Typed({'W_i': (H, D), 'U_i': (H, H), 'b_i': (H,), 'W_f': (H, D), 'b_f': (H,), 'W_z': (H, D), 'U_z': (H, H)}, [(H,)] * 4, exponential)
    typed('exponential', 'i = W_i x + U_i h[t-1] + b_i\nf = -softplus(W_f x + b_f)\nm = max(f + m[t-1], i)\na = exp(f + m[t-1] - m)\nb = exp(i - m)\n'
          'c = a ⊙ c[t-1] + b ⊙ tanh(W_z x + U_z h[t-1])\nn = a ⊙ n[t-1] + b\nh = c / sqrt(1 + n²)', cell, D, H, 4,
          sequences(9, [5, 3], D, classes(4), 3), {'kind': 'cross-entropy', 'at': 'all', 'reduction': 'mean'},
          {'optimizer': {'kind': 'rmsprop', 'lr': 0.01, 'alpha': 0.9, 'momentum': 0.5, 'weight_decay': 0.02}, 'epochs': 5, 'batch': 5})


def stacks():
    # An LSTM below a GRU, held-out sequences behind those that train.
    low, high = stock('lstm', 2, 4, seed=1), stock('gru', 4, 3, seed=2)
    w = {**renamed(low, 0), **renamed(high, 1), **head(3, 1)}
    model = {'inputSize': 2, 'outputSize': 1, 'layers': [{'cell': 'lstm', 'hiddenSize': 4}, {'cell': 'gru', 'hiddenSize': 3}]}
    go = lambda xs: read(w, high(low(xs.unsqueeze(1))[0])[0][-1])
    train('lstm-gru', model, w, go, sequences(11, [6], 2, numbers(1, False), 4), MSE('last'),
          {'optimizer': {'kind': 'adam', 'lr': 0.01, 'betas': [0.8, 0.95], 'eps': 1e-6, 'weight_decay': 0.1}, 'clipNorm': 1, 'epochs': 6, 'batch': 3}, seen=8)

    # Both directions, each read where it ends.
    layer = stock('lstm', 3, 3, both=True, seed=3)
    w = {**renamed(layer, 0), **head(6, 3)}
    model = {'inputSize': 3, 'outputSize': 3, 'readout': 'final', 'layers': [{'cell': 'lstm', 'hiddenSize': 3, 'direction': 'both'}]}

    def ends(xs):
        h = layer(xs.unsqueeze(1))[1][0]
        return read(w, torch.cat([h[0, 0], h[1, 0]])).unsqueeze(0)

    train('both-final', model, w, ends, sequences(8, [4, 7, 5], 3, classes(3, False), 5), {'kind': 'cross-entropy', 'at': 'last', 'reduction': 'mean'},
          {'optimizer': {'kind': 'rmsprop', 'lr': 0.005, 'weight_decay': 0.03}, 'epochs': 6, 'batch': 3})

    # Against time alone.
    layer = stock('gru', 2, 3, seed=4)
    w = {**{f'{n}_reverse': p for n, p in renamed(layer, 0).items()}, **head(3, 2)}
    model = {'inputSize': 2, 'outputSize': 2, 'layers': [{'cell': 'gru', 'hiddenSize': 3, 'direction': 'backward'}]}
    go = lambda xs: read(w, layer(xs.flip(0).unsqueeze(1))[0].squeeze(1).flip(0))
    train('backward', model, w, go, sequences(5, [5, 2], 2, numbers(2), 6), MSE('all'),
          {'optimizer': {'kind': 'sgd', 'lr': 0.2, 'momentum': 0.5, 'weight_decay': 0.1}, 'clipNorm': 0.05, 'epochs': 8, 'batch': 2})

    # Three layers, the middle one in both directions, binary targets.
    a, b, c = stock('rnn', 2, 3, seed=5), stock('gru', 3, 2, both=True, seed=6), stock('rnn', 4, 3, seed=7)
    w = {**renamed(a, 0), **renamed(b, 1), **renamed(c, 2), **head(3, 2)}
    model = {'inputSize': 2, 'outputSize': 2, 'layers': [{'cell': 'rnn', 'hiddenSize': 3}, {'cell': 'gru', 'hiddenSize': 2, 'direction': 'both'}, {'cell': 'rnn', 'hiddenSize': 3}]}
    go = lambda xs: read(w, c(b(a(xs.unsqueeze(1))[0])[0])[0].squeeze(1))
    train('three-layers', model, w, go, sequences(6, [6], 2, bits(2), 7), {'kind': 'bce', 'at': 'all', 'reduction': 'mean'},
          {'optimizer': {'kind': 'adam', 'lr': 0.02}, 'epochs': 8, 'batch': 4})


def others():
    # An RNN of relu units, each sequence an update; clipped.
    layer = stock('rnn', 1, 4, seed=8, nonlinearity='relu')
    w = {**renamed(layer, 0), **head(4, 1)}
    model = {'inputSize': 1, 'outputSize': 1, 'layers': [{'cell': 'rnn', 'hiddenSize': 4, 'activation': 'relu'}]}
    train('one-by-one', model, w, lambda xs: read(w, layer(xs.unsqueeze(1))[0].squeeze(1)[-1:]), sequences(5, [8, 3], 1, bits(1, False), 8),
          {'kind': 'bce', 'at': 'last', 'reduction': 'mean'},
          {'optimizer': {'kind': 'sgd', 'lr': 0.1, 'weight_decay': 0.001}, 'clipNorm': 0.1, 'epochs': 6, 'batch': 1})

    # Windows of two columns, two rows ahead; 13 windows in batches of 5.
    layer = stock('lstm', 2, 3, seed=9)
    w = {**renamed(layer, 0), **head(3, 2)}
    g = random.Random(9)
    series = [[round(g.uniform(-1, 1), 6) for _ in range(2)] for _ in range(20)]
    items = [{'inputs': series[i : i + 4], 'targets': [[series[i + 5][1], series[i + 5][0]]]} for i in range(15)]
    data = {'kind': 'windows', 'series': series, 'window': 4, 'ahead': 2, 'targetColumns': [1, 0], 'train': 13}
    train('two-ahead', {'inputSize': 2, 'outputSize': 2, 'layers': [{'cell': 'lstm', 'hiddenSize': 3}]}, w,
          lambda xs: read(w, layer(xs.unsqueeze(1))[0][-1]), items, MSE('last'),
          {'optimizer': {'kind': 'rmsprop', 'lr': 0.01, 'eps': 1e-4}, 'epochs': 5, 'batch': 5}, data, 13)

    # Attention over an LSTM.
    H, A = 3, 2
    layer = stock('lstm', 2, H, seed=10)
    w = {**renamed(layer, 0), **parameters({'attention.W_h': (A, H), 'attention.W_s': (A, H), 'attention.v': (A,)}, 11), **head(H, 3)}

    def attend(xs):
        f = layer(xs.unsqueeze(1))[0].squeeze(1)
        e = torch.tanh(f @ w['attention.W_h'].T + w['attention.W_s'] @ f[-1]) @ w['attention.v']
        return read(w, torch.softmax(e, 0) @ f).unsqueeze(0)

    train('attention', {'inputSize': 2, 'outputSize': 3, 'layers': [{'cell': 'lstm', 'hiddenSize': H}], 'attention': {'size': A}}, w, attend,
          sequences(7, [5, 4], 2, classes(3, False), 10), {'kind': 'cross-entropy', 'at': 'last', 'reduction': 'mean'},
          {'optimizer': {'kind': 'adam', 'lr': 0.03, 'weight_decay': 0.01}, 'clipNorm': 0.2, 'epochs': 6, 'batch': 4})

    # Peepholes, all sequences in one update.
    D, H = 2, 3
    cell = Typed(None, [(H,), (H,)], None)
    shapes = {'weight_ih_l0': (4 * H, D), 'weight_hh_l0': (4 * H, H), 'bias_ih_l0': (4 * H,), 'bias_hh_l0': (4 * H,), 'peephole_i': (H,), 'peephole_f': (H,), 'peephole_o': (H,)}
    w = {**parameters(shapes, 12), **head(H, 1)}

    def peephole(w, x, s):
        h, c = s
        i, f, g, o = (w['weight_ih_l0'] @ x + w['bias_ih_l0'] + w['weight_hh_l0'] @ h + w['bias_hh_l0']).chunk(4)
        f, i = torch.sigmoid(f + w['peephole_f'] * c), torch.sigmoid(i + w['peephole_i'] * c)
        c = f * c + i * torch.tanh(g)
        h = torch.sigmoid(o + w['peephole_o'] * c) * torch.tanh(c)
        return h, [h, c]

    cell.step = peephole
    train('peephole', {'inputSize': D, 'outputSize': 1, 'layers': [{'cell': 'lstm', 'peephole': True, 'hiddenSize': H}]}, w,
          lambda xs: read(w, cell.run(w, xs)), sequences(6, [5], D, numbers(1), 12), MSE('all'),
          {'optimizer': {'kind': 'sgd', 'lr': 0.5, 'momentum': 0.9}, 'clipNorm': 0.3, 'epochs': 10, 'batch': 'full'})


def matrix_lstm(w, x, s):
    """An mLSTM: a matrix as its state, exponential gates that are numbers; the keys divided by a constant."""
    C, n, m = s
    q, k, v = w['W_q'] @ x + w['b_q'], (w['W_k'] @ x) / 3**0.5 + w['b_k'], w['W_v'] @ x + w['b_v']
    a_i, l = w['w_i'] @ x + w['b_i'], -F.softplus(-(w['w_f'] @ x + w['b_f']))
    top = torch.maximum(l + m, a_i)
    i, f = torch.exp(a_i - top), torch.exp(l + m - top)
    C, n = f * C + i * torch.outer(v, k), f * n + i * k
    d = torch.maximum((n * q).sum().abs(), torch.exp(-top))
    return torch.sigmoid(w['W_o'] @ x + w['b_o']) * (C @ q / d), [C, n, top]


MATRIX_LSTM = """w_i : [D]
w_f : [D]
q = W_q x + b_q
k = W_k x / sqrt(3) + b_k
v = W_v x + b_v
a_i = sum(w_i ⊙ x) + b_i
l = -softplus(-(sum(w_f ⊙ x) + b_f))
m = max(l + m[t-1], a_i)
i = exp(a_i - m)
f = exp(l + m[t-1] - m)
C = f C[t-1] + i (v kᵀ)
n = f n[t-1] + i k
d = max(abs(sum(n ⊙ q)), exp(-m))
h = σ(W_o x + b_o) ⊙ (C q / d)"""


def typed_stacks():
    # A matrix LSTM below a GRU in both directions, the gradients of the outputs of every timestep; 7 sequences in batches of 3.
    D, H = 3, 2
    shapes = {f'{kind}_{of}': shape for of in 'qkvo' for kind, shape in (('W', (H, D)), ('b', (H,)))}
    cell = Typed({**shapes, 'w_i': (D,), 'b_i': (), 'w_f': (D,), 'b_f': ()}, [(H, H), (H,), ()], matrix_lstm)
    low, high = parameters(cell.shapes, 13), stock('gru', H, 2, both=True, seed=14)
    w = {**low, **renamed(high, 1), **head(4, 2)}
    own = {'cell': {'name': 'mLSTM', 'equations': MATRIX_LSTM}, 'hiddenSize': H}
    model = {'inputSize': D, 'outputSize': 2, 'layers': [own, {'cell': 'gru', 'hiddenSize': 2, 'direction': 'both'}]}
    go = lambda xs: read(w, high(cell.run(w, xs).unsqueeze(1))[0].squeeze(1))
    train('matrix-gru', model, w, go, sequences(7, [4, 6], D, numbers(2), 13), MSE('all', 'sum'),
          {'optimizer': {'kind': 'adam', 'lr': 0.02, 'weight_decay': 0.1}, 'clipNorm': 0.3, 'epochs': 6, 'batch': 3})

    # A mask: how much each timestep counts; a mean over the timesteps of sums over the outputs.
    layer = stock('lstm', 2, 3, seed=15)
    w = {**renamed(layer, 0), **head(3, 2)}
    model = {'inputSize': 2, 'outputSize': 2, 'layers': [{'cell': 'lstm', 'hiddenSize': 3}]}
    loss = {'kind': 'bce', 'at': 'all', 'reduction': 'sum', 'outer': 'mean', 'weights': [0, 1, 0.5, 2, 0]}
    train('masked', model, w, lambda xs: read(w, layer(xs.unsqueeze(1))[0].squeeze(1)), sequences(7, [5], 2, bits(2), 15), loss,
          {'optimizer': {'kind': 'rmsprop', 'lr': 0.02, 'momentum': 0.5}, 'epochs': 6, 'batch': 3})

    # Gradients that are given at what both directions end with, of sequences of three lengths.
    layer = stock('lstm', 2, 2, both=True, seed=16)
    w = {**renamed(layer, 0), **head(4, 1)}
    model = {'inputSize': 2, 'outputSize': 1, 'layers': [{'cell': 'lstm', 'hiddenSize': 2, 'direction': 'both'}]}
    loss = {**MSE('all'), 'given': {'h': [1, -0.5], 'C': [0.3, 0.2], 'C_reverse': [-1, 2]}}

    def ends(xs):
        out, (h, C) = layer(xs.unsqueeze(1))
        return read(w, out.squeeze(1)), {'h': h[0, 0], 'C': C[0, 0], 'C_reverse': C[1, 0]}

    train('given-ends', model, w, ends, sequences(7, [5, 3, 6], 2, numbers(1), 16), loss,
          {'optimizer': {'kind': 'sgd', 'lr': 0.02, 'momentum': 0.9}, 'clipNorm': 2, 'epochs': 6, 'batch': 4})


typed_cells()
stacks()
others()
typed_stacks()

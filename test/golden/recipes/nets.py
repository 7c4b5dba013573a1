"""PyTorch's answers for the trained experiments of several layers, two directions and attention: every value and every gradient.

    python3 test/golden/recipes/nets.py

reads experiments/nets/*.json and writes test/golden/trained/*.json; float64, autograd over the equations written out one by one, and the same
loss from nn.RNN and nn.LSTM.
"""
import json
import math
from pathlib import Path

import torch
from torch import sigmoid, tanh

torch.set_default_dtype(torch.float64)
ROOT = Path(__file__).resolve().parents[3]
NAMES = ['slots-both-ways-arrive', 'slots-both-ways-leave', 'slots-one-way-arrive', 'slots-one-way-leave', 'stairs', 'mark-attention', 'mark-last']


class Said:
    """Notes every value at its timestep, with its gradient."""

    def __init__(self, T):
        self.steps = [{} for _ in range(T)]

    def __call__(self, t, name, value):
        value.retain_grad()
        self.steps[t][name] = value
        return value


def rnn(w, tag, x, s, say):
    name = lambda kind: w[f'{kind}{tag}']
    a = name('weight_ih') @ x + name('weight_hh') @ s['h'] + name('bias_ih') + name('bias_hh')
    return {'h': say('h', tanh(say('a', a)))}


def lstm(w, tag, x, s, say):
    name = lambda kind: w[f'{kind}{tag}']
    rows = (name('weight_ih') @ x + name('weight_hh') @ s['h'] + name('bias_ih') + name('bias_hh')).chunk(4)
    a = {q: say(f'a_{q}', row) for q, row in zip('ifgo', rows)}
    i, f, g, o = (say(q, (tanh if q == 'g' else sigmoid)(a[q])) for q in 'ifgo')
    C = say('C', f * s['C'] + i * g)
    return {'C': C, 'h': say('h', o * tanh(C))}


CELLS = {'rnn': (rnn, ['h']), 'lstm': (lstm, ['h', 'C'])}


def attend(w, h):
    e = torch.stack([w['attention.v'] @ tanh(w['attention.W_h'] @ f + w['attention.W_s'] @ h[-1]) for f in h])
    alpha = torch.softmax(e, 0)
    context = alpha @ torch.stack(h)
    found = {'e': e, 'alpha': alpha, 'context': context}
    for value in found.values():
        value.retain_grad()
    return found


def loss_of(loss, ys, targets):
    if loss['kind'] == 'cross-entropy':
        return torch.nn.functional.cross_entropy(torch.stack(ys), torch.tensor(targets))
    return (ys[-1] - torch.tensor(targets[-1])).square().mean()


def by_module(model, w, inputs):
    """The features of the last layer as torch's own modules give them."""
    x = torch.tensor(inputs)
    for k, layer in enumerate(model['layers']):
        module = (torch.nn.RNN if layer['cell'] == 'rnn' else torch.nn.LSTM)(
            x.shape[-1], layer['hiddenSize'], bidirectional=layer.get('direction') == 'both')
        module.load_state_dict({name: w[name.replace('_l0', f'_l{k}')] for name in module.state_dict()})
        x = module(x)[0]
    return x


def answer(experiment):
    model, sequence, loss = (experiment[key] for key in ('model', 'sequence', 'loss'))
    leaf = lambda values: torch.tensor(values, dtype=torch.float64, requires_grad=True)
    w = {name: leaf(values) for name, values in model['weights'].items()}
    inputs = sequence['inputs']
    T, said, initial = len(inputs), Said(len(inputs)), {}
    features = below = [leaf(row) for row in inputs]
    for k, layer in enumerate(model['layers']):
        step, states = CELLS[layer['cell']]
        ways = []
        for way in ['', '_reverse'] if layer.get('direction') == 'both' else ['']:
            suffix = (f'_l{k}' if k else '') + way
            s = {name: leaf([0.0] * layer['hiddenSize']) for name in states}
            initial |= {name + suffix: value for name, value in s.items()}
            out = [None] * T
            for t in range(T)[::-1 if way else 1]:
                s = step(w, f'_l{k}{way}', features[t], s, lambda name, value: said(t, name + suffix, value))
                out[t] = s['h']
            ways.append(out)
        features = [torch.cat(each) for each in zip(*ways)]
    assert torch.allclose(torch.stack(features), by_module(model, w, inputs), atol=1e-14)
    attention = attend(w, features) if 'attention' in model else None
    ys = []
    for t in range(T):
        if loss['at'] == 'last' and t < T - 1:
            continue
        ys.append(said(t, 'y', w['head.weight'] @ (attention['context'] if attention else features[t]) + w['head.bias']))
    total = loss_of(loss, ys, sequence['targets'])
    total.backward()
    slope = lambda v: (torch.zeros_like(v) if v.grad is None else v.grad).tolist()
    if loss['kind'] == 'cross-entropy':
        for step in said.steps:
            step['p'] = torch.softmax(step['y'].detach(), 0)
    assert math.isfinite(total.item())
    return {
        'loss': total.item(),
        'steps': [
            {
                't': t + 1,
                'values': {name: value.tolist() for name, value in step.items()},
                'grads': {name: slope(value) for name, value in {**step, 'x': below[t]}.items() if name != 'p'},
            }
            for t, step in enumerate(said.steps)
        ],
        'grads': {name: slope(value) for name, value in w.items()},
        'initialGrads': {name: slope(value) for name, value in initial.items()},
        **({'attention': {
            'values': {name: value.tolist() for name, value in attention.items()},
            'grads': {name: slope(value) for name, value in attention.items()},
        }} if attention else {}),
    }


for name in NAMES:
    experiment = json.loads((ROOT / f'experiments/nets/{name}.json').read_text())['experiment']
    text = json.dumps({'source': f'PyTorch {torch.__version__}, float64, autograd', 'expect': answer(experiment)})
    (ROOT / f'test/golden/trained/{name}.json').write_text(text + '\n')
    print(name)

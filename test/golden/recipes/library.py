"""PyTorch's answers for the experiments of the library's cells: every value and every gradient, float64, autograd.

    python3 test/golden/recipes/library.py

reads experiments/*.json and writes test/golden/library/*.json.
"""
import json
import sys
from pathlib import Path

import torch

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / 'experiments/recipes'))
from cells import CELLS  # noqa: E402

torch.set_default_dtype(torch.float64)


def loss_at(loss, y, target):
    """The loss of one timestep."""
    if loss['kind'] == 'cross-entropy':
        return torch.nn.functional.cross_entropy(y, torch.tensor(target))
    target = torch.tensor(target)
    if loss['kind'] == 'linear':
        return (target * y).sum()
    square = (y - target) ** 2
    return {'mean': square.mean, 'sum': square.sum, 'half': lambda: square.sum() / 2}[loss['reduction']]()


def answer(cell, experiment):
    step, states = CELLS[cell]
    model, sequence, loss = (experiment[key] for key in ('model', 'sequence', 'loss'))
    layer = model['layers'][0]
    sizes = {'H': layer['hiddenSize'], **layer.get('sizes', {})}
    leaf = lambda values: torch.tensor(values, dtype=torch.float64, requires_grad=True)
    w = {name: leaf(values) for name, values in model['weights'].items()}
    initial = {name: leaf(torch.zeros([sizes[n] for n in shape]).tolist()) for name, shape in states.items()}
    inputs, targets = sequence['inputs'], sequence['targets']
    T, s, before, total, steps = len(inputs), initial, torch.zeros(model['inputSize']), 0, []
    for t, row in enumerate(inputs):
        said, x = {}, leaf(row)

        def say(name, value):
            value.retain_grad()
            said[name] = value
            return value

        step(w, x, before, s, say)
        wanted = loss['at'] == 'all' or t == T - 1
        if wanted:
            y = say('y', w['head.weight'] @ said['h'] + w['head.bias'])
            if loss['kind'] == 'cross-entropy':
                said['p'] = torch.softmax(y, 0)
            total = total + loss_at(loss, y, targets[t if len(targets) == T else 0])
        steps.append((said, x))
        s, before = {name: said[name] for name in states}, x
    if loss['at'] == 'all' and loss['reduction'] == 'mean':
        total = total / T
    total.backward()
    slope = lambda v: (torch.zeros_like(v) if v.grad is None else v.grad).tolist()
    return {
        'loss': total.item(),
        'steps': [
            {
                't': t + 1,
                'values': {name: value.tolist() for name, value in said.items()},
                'grads': {name: slope(v) for name, v in {**said, 'x': x}.items() if name != 'p'},
            }
            for t, (said, x) in enumerate(steps)
        ],
        'grads': {name: slope(value) for name, value in w.items()},
        'initialGrads': {name: slope(value) for name, value in initial.items()},
    }


for cell in CELLS:
    experiment = json.loads((ROOT / f'experiments/{cell}.json').read_text())['experiment']
    text = json.dumps({'source': f'PyTorch {torch.__version__}, float64, autograd', 'expect': answer(cell, experiment)})
    (ROOT / f'test/golden/library/{cell}.json').write_text(text + '\n')
    print(cell)

"""From a feed-forward net to an LSTM: the nets of the view “From ANN to LSTM”, trained with PyTorch on one task.

    python3 experiments/recipes/path.py

writes experiments/path/ann-to-lstm.json (one experiment a step) and test/golden/trained/path.json (PyTorch's answers to each: every value, every
gradient), always the same for the same PyTorch.

The task: a value comes with “store”; when asked, say the value that was stored last; say 0 otherwise. Every step is trained alike: sixteen
starts, the same batches, the best start by the error on fresh sequences.
"""
import json

import torch
from cells import ROOT
from documents import both, each, rounded
from torch import sigmoid, tanh

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

T, STARTS, UPDATES, RATE = 10, 16, 2000, 0.03

# What each step computes, as the page writes it. Each differs from the one before by one or two equations.
G, GATE = 'g = tanh(W_g x + U_g h[t-1] + b_g)', '{0} = σ(W_{0} x + U_{0} h[t-1] + b_{0})'
I, O, F = (GATE.format(q) for q in 'iof')
STEPS = {
    'ann': ['g = tanh(W_g x + b_g)', 'h = g'],
    'rnn': [G, 'h = g'],
    'sum': [G, 'C = C[t-1] + g', 'h = tanh(C)'],
    'input': [G, I, 'C = C[t-1] + i ⊙ g', 'h = tanh(C)'],
    'output': [G, I, O, 'C = C[t-1] + i ⊙ g', 'h = o ⊙ tanh(C)'],
    'lstm': [G, I, O, F, 'C = f ⊙ C[t-1] + i ⊙ g', 'h = o ⊙ tanh(C)'],
}
BLOCKS = {step: [q for q in 'giof' if f'W_{q}' in '\n'.join(lines)] for step, lines in STEPS.items()}


def batch(n, g):
    """Values at random; the first is stored, later ones now and then, and now and then it is asked."""
    value, role = torch.rand(n, T, generator=g) * 2 - 1, torch.rand(n, T, generator=g)
    store, ask = (role < 0.2).double(), ((role >= 0.2) & (role < 0.4)).double()
    store[:, 0], ask[:, 0] = 1, 0
    kept, wanted = torch.zeros(n), []
    for t in range(T):
        kept = torch.where(store[:, t] > 0, value[:, t], kept)
        wanted.append(ask[:, t] * kept)
    return torch.stack([value, store, ask], -1), torch.stack(wanted, 1)


def run(step, w, x, say=lambda t, name, value: value):
    """The answers; `w` may hold several nets, as a first axis. `say` is given every value."""
    zero = torch.zeros(*w['b_g'].shape[:-1], x.shape[0], 1)
    h = C = zero
    answers = []
    for t in range(T):
        def block(q):
            a = x[:, t] @ w[f'W_{q}'].mT + w[f'b_{q}'][..., None, :]
            return a if f'U_{q}' not in w else a + h @ w[f'U_{q}'].mT
        gates = {q: say(t, q, sigmoid(block(q))) for q in BLOCKS[step] if q != 'g'}
        g = say(t, 'g', tanh(block('g')))
        said = g
        if step not in ('ann', 'rnn'):
            C = say(t, 'C', gates.get('f', 1) * C + gates.get('i', 1) * g)
            said = gates.get('o', 1) * tanh(C)
        h = say(t, 'h', said if said is not g else g * 1)
        answers.append(say(t, 'y', h @ w['head.weight'].mT + w['head.bias'][..., None, :])[..., 0])
    return torch.stack(answers, -1)


def start(step):
    g = torch.Generator().manual_seed(1)
    draw = lambda *shape: ((torch.rand(STARTS, *shape, generator=g) * 2 - 1) * 1.5).requires_grad_()
    w = {}
    for q in BLOCKS[step]:
        w |= {f'W_{q}': draw(1, 3), **({} if step == 'ann' else {f'U_{q}': draw(1, 1)}), f'b_{q}': draw(1)}
    if 'b_f' in w:
        with torch.no_grad():
            w['b_f'].fill_(2)
    return w | {'head.weight': draw(1, 1), 'head.bias': draw(1)}


def trained(step):
    w, g = start(step), torch.Generator().manual_seed(100)
    adam = torch.optim.Adam(w.values(), lr=RATE)
    for at in range(UPDATES):
        x, wanted = batch(64, g)
        adam.zero_grad()
        (run(step, w, x) - wanted).square().mean((1, 2)).sum().backward()
        for group in adam.param_groups:
            group['lr'] = RATE * (1 - at / UPDATES)
        adam.step()
    with torch.no_grad():
        x, wanted = batch(4000, torch.Generator().manual_seed(7))
        best = (run(step, w, x) - wanted).square().mean((1, 2)).argmin()
        kept = {name: torch.tensor(rounded(value[best], 3)) for name, value in w.items()}
        # Every unit of these cells may change its sign with its head: the same function, written so that more is up.
        if kept['head.weight'] < 0:
            for name in [name for name in kept if name.startswith('U_') or name in ('W_g', 'b_g', 'head.weight')]:
                kept[name] = -kept[name] if name != 'U_g' else kept[name]
            kept = {name: value + 0.0 for name, value in kept.items()}
        error = (run(step, kept, x) - wanted).square()
        asked = x[..., 2] > 0
    return kept, {'mean': error.mean().item(), 'asked': error[asked].mean().item(), 'silent': error[~asked].mean().item(), 'nothing': wanted[asked].square().mean().item()}


VALUES = [0.8, -0.5, 0.3, -0.9, 0.6, -0.7, 0.4, -0.2, 0.9, -0.3]
STORED, ASKED = (0, 5), (4, 9)
INPUTS = [[v, float(t in STORED), float(t in ASKED)] for t, v in enumerate(VALUES)]
TARGETS = [[0.0]] * 4 + [[VALUES[0]]] + [[0.0]] * 4 + [[VALUES[5]]]
LABELS = {'inputs': each(('value', '数值'), ('store', '存'), ('ask', '取')), 'outputs': each(('answer', '回答'))}
TITLES = {
    'ann': both('From ANN to LSTM, 1: a feed-forward net', '从 ANN 到 LSTM，1：前馈网络'),
    'rnn': both('From ANN to LSTM, 2: a loop', '从 ANN 到 LSTM，2：加一条循环'),
    'sum': both('From ANN to LSTM, 3: a sum', '从 ANN 到 LSTM，3：改为累加'),
    'input': both('From ANN to LSTM, 4: an input gate', '从 ANN 到 LSTM，4：输入门'),
    'output': both('From ANN to LSTM, 5: an output gate', '从 ANN 到 LSTM，5：输出门'),
    'lstm': both('From ANN to LSTM, 6: a forget gate', '从 ANN 到 LSTM，6：遗忘门'),
}


def document(step, w):
    return {
        'format': 'unrolled/2',
        'title': TITLES[step],
        'about': both(
            'A value comes with “store”; when asked, say the value that was stored last, and 0 otherwise. One of six nets that differ by one or two equations each, trained alike.',
            '数值随“存”而来；收到“取”时输出最近存下的数值，其余时刻输出 0。六个网络每个只改一两个式子，训练方式相同，这是其中之一。'),
        'model': {
            'inputSize': 3,
            'outputSize': 1,
            'layers': [{'cell': {'name': step if step not in ('ann', 'rnn', 'lstm') else step.upper(), 'equations': '\n'.join(STEPS[step])}, 'hiddenSize': 1}],
            'weights': {name: rounded(value, 3) for name, value in w.items()},
        },
        'sequence': {'inputs': INPUTS, 'targets': TARGETS},
        'loss': {'kind': 'mse', 'at': 'all', 'reduction': 'mean'},
        'labels': LABELS,
    }


def answers(step, w):
    """Every value and every gradient of the sequence that the page shows."""
    w = {name: value.clone().requires_grad_() for name, value in w.items()}
    x = torch.tensor(INPUTS)[None].requires_grad_()
    steps = [{} for _ in range(T)]

    def say(t, name, value):
        value.retain_grad()
        steps[t][name] = value
        return value

    loss = (run(step, w, x, say)[0] - torch.tensor(TARGETS)[:, 0]).square().mean()
    loss.backward()
    slope = lambda value: torch.zeros_like(value) if value.grad is None else value.grad
    return {
        'loss': loss.item(),
        'steps': [
            {
                't': t + 1,
                'values': {name: value.flatten().tolist() for name, value in said.items()},
                'grads': {name: slope(value).flatten().tolist() for name, value in said.items()} | {'x': x.grad[0, t].tolist()},
            }
            for t, said in enumerate(steps)
        ],
        'grads': {name: slope(value).tolist() for name, value in w.items()},
    }


nets, golden, errors = [], {}, []
for step in STEPS:
    w, error = trained(step)
    print(step, error, flush=True)
    errors.append(error.pop('mean'))
    nets.append({'id': step, 'error': rounded(list(error.values()), 5), 'experiment': document(step, w)})
    golden[step] = answers(step, w)
assert all(after < before for before, after in zip(errors, errors[1:])), 'every step answers better than the one before'
source = f'trained with PyTorch {torch.__version__}, float64: experiments/recipes/path.py'
(ROOT / 'experiments/path').mkdir(exist_ok=True)
(ROOT / 'experiments/path/ann-to-lstm.json').write_text(json.dumps({'source': source, 'steps': nets}, ensure_ascii=False, separators=(',', ':')) + '\n')
(ROOT / 'test/golden/trained/path.json').write_text(json.dumps({'source': source, 'expect': golden}) + '\n')

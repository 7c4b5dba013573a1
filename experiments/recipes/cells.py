"""The cells of the library in PyTorch, written from their papers, independently of the page's own equations.

A cell is a function (w, x, before, s, say): its weights by name, the input at t and at t - 1, its states at t - 1 by name, and `say`,
which notes a value under its name and gives it back. Vectors stand in the last axis, so the elementwise cells run on batches too.
"""
import re
from pathlib import Path

import torch
from torch import exp, sigmoid, sqrt, tanh
from torch.nn.functional import softplus

ROOT = Path(__file__).resolve().parents[2]


def equations(cell):
    """The text that the page compiles, as a document holds it."""
    source = (ROOT / f'src/cell/library/{cell}.ts').read_text()
    lines = re.search(r'text: `\n(.*?)`', source, re.S)[1].splitlines()
    return '\n'.join(line.strip() for line in lines if line.strip())


def linear(w, q, x, h=None):
    a = x @ w[f'W_{q}'].T + w[f'b_{q}']
    return a if h is None else a + h @ w[f'U_{q}'].T


def mgu(w, x, before, s, say):
    f = say('f', sigmoid(say('a_f', linear(w, 'f', x, s['h']))))
    n = say('n', tanh(say('a_n', x @ w['W_n'].T + (f * s['h']) @ w['U_n'].T + w['b_n'])))
    say('h', (1 - f) * s['h'] + f * n)


def janet(w, x, before, s, say):
    a = say('s', linear(w, 'f', x, s['h']))
    f = say('f', sigmoid(a))
    j = say('j', sigmoid(a - 1))
    g = say('g', tanh(say('a_g', linear(w, 'g', x, s['h']))))
    say('h', f * s['h'] + (1 - j) * g)


def ugrnn(w, x, before, s, say):
    g = say('g', sigmoid(say('a_g', linear(w, 'g', x, s['h']))))
    n = say('n', tanh(say('a_n', linear(w, 'n', x, s['h']))))
    say('h', g * s['h'] + (1 - g) * n)


def indrnn(w, x, before, s, say):
    say('h', torch.relu(say('a', x @ w['W'].T + w['u'] * s['h'] + w['b'])))


def mingru(w, x, before, s, say):
    z = say('z', sigmoid(say('a_z', linear(w, 'z', x))))
    n = say('n', linear(w, 'n', x))
    say('h', (1 - z) * s['h'] + z * n)


def minlstm(w, x, before, s, say):
    f = say('f', sigmoid(say('a_f', linear(w, 'f', x))))
    i = say('i', sigmoid(say('a_i', linear(w, 'i', x))))
    n = say('n', linear(w, 'n', x))
    say('h', f / (f + i) * s['h'] + i / (f + i) * n)


def slstm(w, x, before, s, say):
    a_i = say('a_i', linear(w, 'i', x, s['h']))
    a_f = say('a_f', linear(w, 'f', x, s['h']))
    l = say('l', -softplus(-a_f, threshold=1e9))
    m = say('m', torch.maximum(l + s['m'], a_i))
    i = say('i', exp(a_i - m))
    f = say('f', exp(l + s['m'] - m))
    z = say('z', tanh(say('a_z', linear(w, 'z', x, s['h']))))
    o = say('o', sigmoid(say('a_o', linear(w, 'o', x, s['h']))))
    C = say('C', f * s['C'] + i * z)
    n = say('n', f * s['n'] + i)
    say('h', o * (C / n))


def mlstm(w, x, before, s, say):
    q, k, v = (say(each, linear(w, each, x)) for each in 'qkv')
    a_i = say('a_i', (w['w_i'] * x).sum() + w['b_i'])
    a_f = say('a_f', (w['w_f'] * x).sum() + w['b_f'])
    l = say('l', -softplus(-a_f, threshold=1e9))
    m = say('m', torch.maximum(l + s['m'], a_i))
    i = say('i', exp(a_i - m))
    f = say('f', exp(l + s['m'] - m))
    C = say('C', f * s['C'] + i * torch.outer(v, k))
    n = say('n', f * s['n'] + i * k)
    d = say('d', torch.maximum((n * q).sum().abs(), exp(-m)))
    o = say('o', sigmoid(say('a_o', linear(w, 'o', x))))
    say('h', o * (C @ q / d))


def looked_up(w, x, say):
    q = say('q', w['W_q'] @ x)
    k = w['W_k'] @ x
    return q, k, say('v', w['W_v'] @ x)


def retention(w, x, before, s, say):
    q, k, v = looked_up(w, x, say)
    say('k', k)
    say('h', say('S', 0.9 * s['S'] + torch.outer(v, k)) @ q)


def written(w, x, say):
    """The query, the key of length one, the value, and how much is written."""
    q, r, v = looked_up(w, x, say)
    k = say('k', say('r', r) / sqrt((r**2).sum()))
    return q, k, v, say('β', sigmoid(say('a', (w['w'] * x).sum())))


def deltanet(w, x, before, s, say):
    q, k, v, β = written(w, x, say)
    u = say('u', v - s['S'] @ k)
    say('h', say('S', s['S'] + β * torch.outer(u, k)) @ q)


def gated_deltanet(w, x, before, s, say, misprinted=False):
    q, k, v, β = written(w, x, say)
    α = say('α', exp(-softplus(say('c', (w['z'] * x).sum()), threshold=1e9)))
    u = say('u', v - s['S'] @ k if misprinted else v - α * (s['S'] @ k))
    say('h', say('S', α * s['S'] + β * torch.outer(u, k)) @ q)


def gated_deltanet_misprint(w, x, before, s, say):
    gated_deltanet(w, x, before, s, say, misprinted=True)


def selective_ssm(w, x, before, s, say):
    u = say('u', linear(w, 'u', x))
    Δ = say('Δ', softplus(linear(w, 'd', x), threshold=1e9))
    c, g = say('c', w['B'] @ x), say('g', w['G'] @ x)
    S = say('S', exp(Δ[:, None] * w['A']) * s['S'] + torch.outer(Δ * u, c))
    say('h', S @ g + w['d'] * u)


def rg_lru(w, x, before, s, say):
    r = say('r', sigmoid(say('a_r', linear(w, 'r', x))))
    i = say('i', sigmoid(say('a_i', linear(w, 'i', x))))
    u = say('u', x @ w['W_u'].T)
    a = say('a', exp(-8 * (r * softplus(w['λ'], threshold=1e9))))
    say('h', a * s['h'] + sqrt(1 - a**2) * (i * u))


def rotation(w, x, before, s, say):
    c, n = say('c', torch.cos(w['θ'])), say('s', torch.sin(w['θ']))
    u = say('u', w['ρ'] * (c * s['u'] - n * s['v']) + x @ w['W_u'].T)
    v = say('v', w['ρ'] * (n * s['u'] + c * s['v']) + x @ w['W_v'].T)
    say('h', u + v)


def sru(w, x, before, s, say):
    f = say('f', sigmoid(say('a_f', linear(w, 'f', x) + w['v_f'] * s['C'])))
    C = say('C', f * s['C'] + (1 - f) * (x @ w['W'].T))
    r = say('r', sigmoid(say('a_r', linear(w, 'r', x) + w['v_r'] * s['C'])))
    say('h', r * C + (1 - r) * (x @ w['W_s'].T))


def qrnn(w, x, before, s, say):
    a_z, a_f, a_o = (say(f'a_{q}', linear(w, q, x) + before @ w[f'V_{q}'].T) for q in 'zfo')
    z, f, o = say('z', tanh(a_z)), say('f', sigmoid(a_f)), say('o', sigmoid(a_o))
    say('h', o * say('C', f * s['C'] + (1 - f) * z))


H, HH = ('H',), ('H', 'H')
CELLS = {
    'mgu': (mgu, {'h': H}),
    'janet': (janet, {'h': H}),
    'ugrnn': (ugrnn, {'h': H}),
    'indrnn': (indrnn, {'h': H}),
    'mingru': (mingru, {'h': H}),
    'minlstm': (minlstm, {'h': H}),
    'slstm': (slstm, {'h': H, 'm': H, 'C': H, 'n': H}),
    'mlstm': (mlstm, {'m': (), 'C': HH, 'n': H}),
    'retention': (retention, {'S': HH}),
    'deltanet': (deltanet, {'S': HH}),
    'gated-deltanet': (gated_deltanet, {'S': HH}),
    'gated-deltanet-misprint': (gated_deltanet_misprint, {'S': HH}),
    'selective-ssm': (selective_ssm, {'S': ('H', 'N')}),
    'rg-lru': (rg_lru, {'h': H}),
    'rotation': (rotation, {'u': H, 'v': H}),
    'sru': (sru, {'C': H}),
    'qrnn': (qrnn, {'C': H}),
}

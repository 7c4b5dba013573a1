"""PyTorch's answers to cells that the library does not have, each written here a second time by hand: every value and every gradient, float64.

    python3 test/golden/recipes/cells.py

writes test/golden/cells/cells.json. The weights, inputs and initial states are drawn; a cell is (equations, shapes of weights, shapes of states, step).
"""
import json
from pathlib import Path

import torch
from torch import cos, exp, log, outer, relu, sigmoid, sin, sqrt, tanh

torch.set_default_dtype(torch.float64)
CELLS = {}
D, H, T = 2, 3, 3


def softplus(a):
    return torch.clamp(a, min=0) + torch.log1p(torch.exp(-a.abs()))


def larger(a, b):
    """Where two are equal, the slope goes to the first."""
    return torch.where(a >= b, a, b)


class Named(dict):
    """Values by name; what is set keeps its gradient."""

    __getattr__ = dict.__getitem__

    def __setattr__(self, name, value):
        self[name] = value

    def __setitem__(self, name, value):
        # A copy, so that two names for one value have a gradient each.
        value = value + 0
        value.retain_grad()
        super().__setitem__(name, value)


def cell(name, equations, weights, states, **sizes):
    def keep(step):
        CELLS[name] = equations, weights, states, sizes, step
        return step

    return keep


@cell('mamba-2', '''
a : []
w : [D]
dt_0 : []
B : [N, D]
Q : [N, D]
Δ = softplus(wᵀ x + dt_0)  # step size
α = exp(-Δ exp(a))  # scalar decay
u = W_u x  # value
b = B x  # key
c = Q x  # query
S = α S[t-1] + Δ (u bᵀ)  # memory
h = S c + d ⊙ u
''', {'a': '', 'w': 'D', 'dt_0': '', 'B': 'ND', 'Q': 'ND', 'W_u': 'HD', 'd': 'H'}, {'S': 'HN'}, N=4)
def _(w, x, before, s, v):
    v['Δ'] = softplus((w.w * x).sum() + w.dt_0)
    v['α'] = exp(-v['Δ'] * exp(w.a))
    v.u = w.W_u @ x
    v.b = w.B @ x
    v.c = w.Q @ x
    v.S = v['α'] * s.S + v['Δ'] * outer(v.u, v.b)
    v.h = v.S @ v.c + w.d * v.u


@cell('HGRN2', '''
γ : [N]
lb = σ(γ)  # lower bound
f = lb + (1 - lb) ⊙ σ(W_f x)  # forget gate
i = tanh(W_i x)
o = σ(W_o x)
S = diag(f) S[t-1] + (1 - f) iᵀ
q = W_q x
h = o ⊙ (Sᵀ q)
''', {'γ': 'N', 'W_f': 'ND', 'W_i': 'HD', 'W_o': 'HD', 'W_q': 'ND'}, {'S': 'NH'}, N=2)
def _(w, x, before, s, v):
    v.lb = sigmoid(w['γ'])
    v.f = v.lb + (1 - v.lb) * sigmoid(w.W_f @ x)
    v.i = tanh(w.W_i @ x)
    v.o = sigmoid(w.W_o @ x)
    v.S = v.f[:, None] * s.S + outer(1 - v.f, v.i)
    v.q = w.W_q @ x
    v.h = v.o * (v.S.T @ v.q)


@cell('RWKV-4', '''
xk = μ_k ⊙ x + (1 - μ_k) ⊙ x[t-1]
xv = μ_v ⊙ x + (1 - μ_v) ⊙ x[t-1]
xr = μ_r ⊙ x + (1 - μ_r) ⊙ x[t-1]
k = W_k xk
v = W_v xv
r = σ(W_r xr)  # receptance
q = max(p_m[t-1], u + k)
num = exp(p_m[t-1] - q) ⊙ A[t-1] + exp(u + k - q) ⊙ v
den = exp(p_m[t-1] - q) ⊙ B[t-1] + exp(u + k - q)
h = r ⊙ (num / den)
p_m = max(p_m[t-1] - exp(w), k)
A = exp(p_m[t-1] - exp(w) - p_m) ⊙ A[t-1] + exp(k - p_m) ⊙ v
B = exp(p_m[t-1] - exp(w) - p_m) ⊙ B[t-1] + exp(k - p_m)
''', {'μ_k': 'D', 'μ_v': 'D', 'μ_r': 'D', 'W_k': 'HD', 'W_v': 'HD', 'W_r': 'HD', 'u': 'H', 'w': 'H'}, {'p_m': 'H', 'A': 'H', 'B': 'H'})
def _(w, x, before, s, v):
    v.xk = w['μ_k'] * x + (1 - w['μ_k']) * before
    v.xv = w['μ_v'] * x + (1 - w['μ_v']) * before
    v.xr = w['μ_r'] * x + (1 - w['μ_r']) * before
    v.k = w.W_k @ v.xk
    v.v = w.W_v @ v.xv
    v.r = sigmoid(w.W_r @ v.xr)
    v.q = larger(s.p_m, w.u + v.k)
    v.num = exp(s.p_m - v.q) * s.A + exp(w.u + v.k - v.q) * v.v
    v.den = exp(s.p_m - v.q) * s.B + exp(w.u + v.k - v.q)
    v.h = v.r * (v.num / v.den)
    v.p_m = larger(s.p_m - exp(w.w), v.k)
    v.A = exp(s.p_m - exp(w.w) - v.p_m) * s.A + exp(v.k - v.p_m) * v.v
    v.B = exp(s.p_m - exp(w.w) - v.p_m) * s.B + exp(v.k - v.p_m)


@cell('RWKV-6', '''
S : [N, H]
d = d_0 + tanh(W_d x)
w = exp(-exp(d))  # decay of each channel, from the input
k = W_k x
v = W_v x
r = W_r x
h = (S[t-1]ᵀ r) + (rᵀ (u ⊙ k)) v
S = diag(w) S[t-1] + k vᵀ
''', {'d_0': 'N', 'W_d': 'ND', 'W_k': 'ND', 'W_v': 'HD', 'W_r': 'ND', 'u': 'N'}, {'S': 'NH'}, N=2)
def _(w, x, before, s, v):
    v.d = w.d_0 + tanh(w.W_d @ x)
    v.w = exp(-exp(v.d))
    v.k = w.W_k @ x
    v.v = w.W_v @ x
    v.r = w.W_r @ x
    v.h = s.S.T @ v.r + (v.r @ (w.u * v.k)) * v.v
    v.S = v.w[:, None] * s.S + outer(v.k, v.v)


@cell('RWKV-7', '''
S : [H, N]
w = exp(-0.6 σ(W_w x + b_w))  # vector-valued decay
a = σ(W_a x)  # in-context learning rate
k = W_k x
κ = k / sqrt(sum(k²) + 1e-6)
v = W_v x
r = W_r x
S = S[t-1] ⊙ (one wᵀ) - (S[t-1] κ) (a ⊙ κ)ᵀ + v kᵀ
h = S r
''', {'W_w': 'ND', 'b_w': 'N', 'W_a': 'ND', 'W_k': 'ND', 'W_v': 'HD', 'W_r': 'ND', 'one': 'H'}, {'S': 'HN'}, N=2)
def _(w, x, before, s, v):
    v.w = exp(-0.6 * sigmoid(w.W_w @ x + w.b_w))
    v.a = sigmoid(w.W_a @ x)
    v.k = w.W_k @ x
    v['κ'] = v.k / sqrt((v.k ** 2).sum() + 1e-6)
    v.v = w.W_v @ x
    v.r = w.W_r @ x
    v.S = s.S * outer(w.one, v.w) - outer(s.S @ v['κ'], v.a * v['κ']) + outer(v.v, v.k)
    v.h = v.S @ v.r


@cell('Titans', '''
k = W_k x
v = W_v x
q = W_q x
θ = 0.5 σ(w_θᵀ x)  # learning rate
η = σ(w_ηᵀ x)  # momentum
α = σ(w_αᵀ x + b_α)  # forgetting
e = M[t-1] k - v  # surprise
V = η V[t-1] - θ e kᵀ  # momentum of the surprise
M = (1 - α) M[t-1] + V  # memory
h = M q
''', {'W_k': 'HD', 'W_v': 'HD', 'W_q': 'HD', 'w_θ': 'D', 'w_η': 'D', 'w_α': 'D', 'b_α': ''}, {'V': 'HH', 'M': 'HH'})
def _(w, x, before, s, v):
    v.k = w.W_k @ x
    v.v = w.W_v @ x
    v.q = w.W_q @ x
    v['θ'] = .5 * sigmoid(w['w_θ'] @ x)
    v['η'] = sigmoid(w['w_η'] @ x)
    v['α'] = sigmoid(w['w_α'] @ x + w['b_α'])
    v.e = s.M @ v.k - v.v
    v.V = v['η'] * s.V - v['θ'] * outer(v.e, v.k)
    v.M = (1 - v['α']) * s.M + v.V
    v.h = v.M @ v.q


@cell('GLA', '''
α = σ(W_α x + b_α)  # gate on the key's axis
k = W_k x
v = W_v x
q = W_q x
S = diag(α) S[t-1] + k vᵀ
o = Sᵀ q
n = o / sqrt(sum(o²) / 3 + 1e-5)  # RMS norm
s = W_r x
h = (s ⊙ σ(s)) ⊙ (γ ⊙ n)
''', {'W_α': 'HD', 'b_α': 'H', 'W_k': 'HD', 'W_v': 'HD', 'W_q': 'HD', 'W_r': 'HD', 'γ': 'H'}, {'S': 'HH'})
def _(w, x, before, s, v):
    v['α'] = sigmoid(w['W_α'] @ x + w['b_α'])
    v.k = w.W_k @ x
    v.v = w.W_v @ x
    v.q = w.W_q @ x
    v.S = v['α'][:, None] * s.S + outer(v.k, v.v)
    v.o = v.S.T @ v.q
    v.n = v.o / sqrt((v.o ** 2).sum() / 3 + 1e-5)
    v.s = w.W_r @ x
    v.h = v.s * sigmoid(v.s) * (w['γ'] * v.n)


@cell('NTM read', '''
M : [N, H]
k = tanh(W_k x + U_k h[t-1])
β = 1 + softplus(w_βᵀ x)
w = softmax(β (M[t-1] k))  # where is read
r = M[t-1]ᵀ w  # what is read
e = σ(W_e x)  # erase
a = tanh(W_a x)  # add
M = M[t-1] - M[t-1] ⊙ (w eᵀ) + w aᵀ
h = tanh(W x + U r + b)
''', {'W_k': 'HD', 'U_k': 'HH', 'w_β': 'D', 'W_e': 'HD', 'W_a': 'HD', 'W': 'HD', 'U': 'HH', 'b': 'H'}, {'M': 'NH', 'h': 'H'}, N=4)
def _(w, x, before, s, v):
    v.k = tanh(w.W_k @ x + w.U_k @ s.h)
    v['β'] = 1 + softplus(w['w_β'] @ x)
    v.w = torch.softmax(v['β'] * (s.M @ v.k), 0)
    v.r = s.M.T @ v.w
    v.e = sigmoid(w.W_e @ x)
    v.a = tanh(w.W_a @ x)
    v.M = s.M - s.M * outer(v.w, v.e) + outer(v.w, v.a)
    v.h = tanh(w.W @ x + w.U @ v.r + w.b)


@cell('phased LSTM', '''
τ : []
τ = τ[t-1] + 1  # time
ϕ = 0.5 - 0.5 cos(τ ω + s)  # phase of each unit
k = ϕ / (ϕ + 0.1)  # openness
f = σ(W_f x + U_f h[t-1] + b_f)
i = σ(W_i x + U_i h[t-1] + b_i)
g = tanh(W_g x + U_g h[t-1] + b_g)
Ĉ = f ⊙ C[t-1] + i ⊙ g
C = k ⊙ Ĉ + (1 - k) ⊙ C[t-1]
o = σ(W_o x + U_o h[t-1] + b_o)
h = k ⊙ (o ⊙ tanh(Ĉ)) + (1 - k) ⊙ h[t-1]
''', {'ω': 'H', 's': 'H', 'W_f': 'HD', 'U_f': 'HH', 'b_f': 'H', 'W_i': 'HD', 'U_i': 'HH', 'b_i': 'H', 'W_g': 'HD', 'U_g': 'HH', 'b_g': 'H', 'W_o': 'HD', 'U_o': 'HH', 'b_o': 'H'}, {'τ': '', 'C': 'H', 'h': 'H'})
def _(w, x, before, s, v):
    v['τ'] = s['τ'] + 1
    v['ϕ'] = .5 - .5 * cos(v['τ'] * w['ω'] + w.s)
    v.k = v['ϕ'] / (v['ϕ'] + .1)
    v.f = sigmoid(w.W_f @ x + w.U_f @ s.h + w.b_f)
    v.i = sigmoid(w.W_i @ x + w.U_i @ s.h + w.b_i)
    v.g = tanh(w.W_g @ x + w.U_g @ s.h + w.b_g)
    v['Ĉ'] = v.f * s.C + v.i * v.g
    v.C = v.k * v['Ĉ'] + (1 - v.k) * s.C
    v.o = sigmoid(w.W_o @ x + w.U_o @ s.h + w.b_o)
    v.h = v.k * (v.o * tanh(v['Ĉ'])) + (1 - v.k) * s.h


@cell('LMU', '''
A : [N, N]
B : [N]
u = e_xᵀ x + e_hᵀ h[t-1] + e_mᵀ m[t-1]  # a number
m = A m[t-1] + u B  # Legendre memory
h = tanh(W_x x + W_h h[t-1] + W_m m)
''', {'A': 'NN', 'B': 'N', 'e_x': 'D', 'e_h': 'H', 'e_m': 'N', 'W_x': 'HD', 'W_h': 'HH', 'W_m': 'HN'}, {'m': 'N', 'h': 'H'}, N=4)
def _(w, x, before, s, v):
    v.u = w.e_x @ x + w.e_h @ s.h + w.e_m @ s.m
    v.m = w.A @ s.m + v.u * w.B
    v.h = tanh(w.W_x @ x + w.W_h @ s.h + w.W_m @ v.m)


@cell('FRU', '''
ω : [N]
τ : []
τ = τ[t-1] + 0.1
c = cos(τ ω + θ)
φ = tanh(W_φ x + U_φ h[t-1] + b_φ)
F = F[t-1] + 0.1 (φ cᵀ)
h = tanh(W_h x + F a + b_h)
''', {'ω': 'N', 'θ': 'N', 'W_φ': 'HD', 'U_φ': 'HH', 'b_φ': 'H', 'W_h': 'HD', 'a': 'N', 'b_h': 'H'}, {'τ': '', 'F': 'HN', 'h': 'H'}, N=4)
def _(w, x, before, s, v):
    v['τ'] = s['τ'] + .1
    v.c = cos(v['τ'] * w['ω'] + w['θ'])
    v['φ'] = tanh(w['W_φ'] @ x + w['U_φ'] @ s.h + w['b_φ'])
    v.F = s.F + .1 * outer(v['φ'], v.c)
    v.h = tanh(w.W_h @ x + v.F @ w.a + w.b_h)


@cell('antisymmetric RNN', '''
a = W h[t-1] - Wᵀ h[t-1] - γ h[t-1] + V x + b
h = h[t-1] + 0.1 tanh(a)
γ : []
''', {'W': 'HH', 'V': 'HD', 'b': 'H', 'γ': ''}, {'h': 'H'})
def _(w, x, before, s, v):
    v.a = w.W @ s.h - w.W.T @ s.h - w['γ'] * s.h + w.V @ x + w.b
    v.h = s.h + .1 * tanh(v.a)


@cell('unitary rotation', '''
φ = π ⊙ tanh(W_φ x)  # angle, from the input
a = cos(φ) ⊙ a[t-1] - sin(φ) ⊙ b[t-1] + W_a x
b = sin(φ) ⊙ a[t-1] + cos(φ) ⊙ b[t-1] + W_b x
z = sqrt(a² + b² + 1e-9)  # modulus
h = relu(z + β) ⊙ (a / z)  # modReLU
''', {'π': 'H', 'W_φ': 'HD', 'W_a': 'HD', 'W_b': 'HD', 'β': 'H'}, {'a': 'H', 'b': 'H'})
def _(w, x, before, s, v):
    v['φ'] = w['π'] * tanh(w['W_φ'] @ x)
    v.a = cos(v['φ']) * s.a - sin(v['φ']) * s.b + w.W_a @ x
    v.b = sin(v['φ']) * s.a + cos(v['φ']) * s.b + w.W_b @ x
    v.z = sqrt(v.a ** 2 + v.b ** 2 + 1e-9)
    v.h = relu(v.z + w['β']) * (v.a / v.z)


@cell('coRNN', '''
γ : []
ε : []
F = tanh(W y_1[t-1] + 𝒲 z[t-1] + V x + b)
z = z[t-1] + 0.1 (F - γ y_1[t-1] - ε z[t-1])  # velocity
y_1 = y_1[t-1] + 0.1 z  # position
h = y_1
''', {'γ': '', 'ε': '', 'W': 'HH', '𝒲': 'HH', 'V': 'HD', 'b': 'H'}, {'z': 'H', 'y_1': 'H'})
def _(w, x, before, s, v):
    v.F = tanh(w.W @ s.y_1 + w['𝒲'] @ s.z + w.V @ x + w.b)
    v.z = s.z + .1 * (v.F - w['γ'] * s.y_1 - w['ε'] * s.z)
    v.y_1 = s.y_1 + .1 * v.z
    v.h = v.y_1


@cell('LTC', '''
f = σ(W x + U h[t-1] + b)
h = (h[t-1] + 0.1 (f ⊙ A)) / (1 + 0.1 (1 / exp(τ) + f))
''', {'W': 'HD', 'U': 'HH', 'b': 'H', 'A': 'H', 'τ': 'H'}, {'h': 'H'})
def _(w, x, before, s, v):
    v.f = sigmoid(w.W @ x + w.U @ s.h + w.b)
    v.h = (s.h + .1 * (v.f * w.A)) / (1 + .1 * (1 / exp(w['τ']) + v.f))


@cell('multiplicative LSTM', '''
m = (W_mx x) ⊙ (W_mh h[t-1])
ĥ = W_hx x + W_hm m
i = σ(W_ix x + W_im m)
o = σ(W_ox x + W_om m)
f = σ(W_fx x + W_fm m)
c = f ⊙ c[t-1] + i ⊙ tanh(ĥ)
h = tanh(c ⊙ o)
''', {'W_mx': 'HD', 'W_hx': 'HD', 'W_ix': 'HD', 'W_ox': 'HD', 'W_fx': 'HD', 'W_mh': 'HH', 'W_hm': 'HH', 'W_im': 'HH', 'W_om': 'HH', 'W_fm': 'HH'}, {'c': 'H', 'h': 'H'})
def _(w, x, before, s, v):
    v.m = (w.W_mx @ x) * (w.W_mh @ s.h)
    v['ĥ'] = w.W_hx @ x + w.W_hm @ v.m
    for q in 'iof': v[q] = sigmoid(w[f'W_{q}x'] @ x + w[f'W_{q}m'] @ v.m)
    v.c = v.f * s.c + v.i * tanh(v['ĥ'])
    v.h = tanh(v.c * v.o)


@cell('clockwork', '''
τ : []
τ = τ[t-1] + 1
m = relu(cos(τ ω))  # 1 where the clock ticks
a = W x + U h[t-1] + b
h = m ⊙ tanh(a) + (1 - m) ⊙ h[t-1]
''', {'ω': 'H', 'W': 'HD', 'U': 'HH', 'b': 'H'}, {'τ': '', 'h': 'H'})
def _(w, x, before, s, v):
    v['τ'] = s['τ'] + 1
    v.m = relu(cos(v['τ'] * w['ω']))
    v.a = w.W @ x + w.U @ s.h + w.b
    v.h = v.m * tanh(v.a) + (1 - v.m) * s.h


@cell('max pool', '''
u = W x + b
M = max(M[t-1], u)  # running maximum
m = -max(-m[t-1], -u)  # running minimum
R = M - m  # range
h = relu(u - m) / (1 + abs(R))
''', {'W': 'HD', 'b': 'H'}, {'M': 'H', 'm': 'H'})
def _(w, x, before, s, v):
    v.u = w.W @ x + w.b
    v.M = larger(s.M, v.u)
    v.m = -larger(-s.m, -v.u)
    v.R = v.M - v.m
    v.h = relu(v.u - v.m) / (1 + v.R.abs())


@cell('cumulative attention', '''
e = exp(W_k x)  # weight of this step
N = N[t-1] + e ⊙ (W_v x)  # numerator
Z = Z[t-1] + e  # normaliser
h = N / Z
''', {'W_k': 'HD', 'W_v': 'HD'}, {'N': 'H', 'Z': 'H'})
def _(w, x, before, s, v):
    v.e = exp(w.W_k @ x)
    v.N = s.N + v.e * (w.W_v @ x)
    v.Z = s.Z + v.e
    v.h = v.N / v.Z


@cell('layer norm RNN', '''
a = W x + U h[t-1]
μ = sum(a) / 3  # mean
c = a - μ
v = sum(c²) / 3  # variance
â = c / sqrt(v + 1e-5)
h = tanh(g ⊙ â + b)
''', {'W': 'HD', 'U': 'HH', 'g': 'H', 'b': 'H'}, {'h': 'H'})
def _(w, x, before, s, v):
    v.a = w.W @ x + w.U @ s.h
    v['μ'] = v.a.sum() / 3
    v.c = v.a - v['μ']
    v.v = (v.c ** 2).sum() / 3
    v['â'] = v.c / sqrt(v.v + 1e-5)
    v.h = tanh(w.g * v['â'] + w.b)


@cell('four shapes', '''
s : []
p_v : [N]
M : [H, N]
s = tanh(0.9 s[t-1] + wᵀ x)
p_v = σ(P x) ⊙ p_v[t-1] + s[t-1] q
M = 0.5 M[t-1] + (W x) p_vᵀ + s E
r = r[t-1] + M p_v
h = tanh(r + M[t-1] p_v[t-1])
''', {'w': 'D', 'P': 'ND', 'q': 'N', 'W': 'HD', 'E': 'HN'}, {'s': '', 'p_v': 'N', 'M': 'HN', 'r': 'H'}, N=2)
def _(w, x, before, s, v):
    v.s = tanh(.9 * s.s + w.w @ x)
    v.p_v = sigmoid(w.P @ x) * s.p_v + s.s * w.q
    v.M = .5 * s.M + outer(w.W @ x, v.p_v) + v.s * w.E
    v.r = s.r + v.M @ v.p_v
    v.h = tanh(v.r + s.M @ s.p_v)


@cell('shared gate weight', '''
k = W x + U h[t-1]
f = σ(k + b_f)
i = σ(b_i - k)
g = tanh(k)
C = f ⊙ C[t-1] + i ⊙ g
h = f ⊙ tanh(C)
''', {'W': 'HD', 'U': 'HH', 'b_f': 'H', 'b_i': 'H'}, {'C': 'H', 'h': 'H'})
def _(w, x, before, s, v):
    v.k = w.W @ x + w.U @ s.h
    v.f = sigmoid(v.k + w.b_f)
    v.i = sigmoid(w.b_i - v.k)
    v.g = tanh(v.k)
    v.C = v.f * s.C + v.i * v.g
    v.h = v.f * tanh(v.C)


@cell('quadratic form', '''
u = W x
E = uᵀ (A h[t-1])  # energy
n = h[t-1]ᵀ h[t-1]  # square of the length
h = u / (1 + n) + tanh(E) b
''', {'W': 'HD', 'A': 'HH', 'b': 'H'}, {'h': 'H'})
def _(w, x, before, s, v):
    v.u = w.W @ x
    v.E = v.u @ (w.A @ s.h)
    v.n = s.h @ s.h
    v.h = v.u / (1 + v.n) + tanh(v.E) * w.b


@cell('outer both ways', '''
u = W x
v = V x
S = 0.8 S[t-1] + u vᵀ - v uᵀ  # antisymmetric
h = S u + Sᵀ b
''', {'W': 'HD', 'V': 'HD', 'b': 'H'}, {'S': 'HH'})
def _(w, x, before, s, v):
    v.u = w.W @ x
    v.v = w.V @ x
    v.S = .8 * s.S + outer(v.u, v.v) - outer(v.v, v.u)
    v.h = v.S @ v.u + v.S.T @ w.b


@cell('Hebbian plastic', '''
H_b : [H, H]
η : []
y_0 = tanh(V x + W h[t-1] + (α ⊙ H_b[t-1]) h[t-1])
H_b = (1 - η) H_b[t-1] + η y_0 h[t-1]ᵀ
h = y_0
''', {'η': '', 'V': 'HD', 'W': 'HH', 'α': 'HH'}, {'H_b': 'HH', 'h': 'H'})
def _(w, x, before, s, v):
    v.y_0 = tanh(w.V @ x + w.W @ s.h + (w['α'] * s.H_b) @ s.h)
    v.H_b = (1 - w['η']) * s.H_b + w['η'] * outer(v.y_0, s.h)
    v.h = v.y_0


@cell('Legendre-free PID', '''
e = W x - h[t-1]  # error
I = I[t-1] + e  # integral
D_e = e - e[t-1]  # derivative
h = h[t-1] + k_p e + k_i I + k_d D_e
k_p : []
k_i : []
k_d : []
''', {'W': 'HD', 'k_p': '', 'k_i': '', 'k_d': ''}, {'e': 'H', 'I': 'H', 'h': 'H'})
def _(w, x, before, s, v):
    v.e = w.W @ x - s.h
    v.I = s.I + v.e
    v.D_e = v.e - s.e
    v.h = s.h + w.k_p * v.e + w.k_i * v.I + w.k_d * v.D_e


@cell('Kalman', '''
r : []
q_v : []
M = P[t-1] + exp(q_v)  # variance before seeing
K = M / (M + exp(r))  # gain
h = h[t-1] + K (W x - h[t-1])
P = (1 - K) M
''', {'r': '', 'q_v': '', 'W': 'HD'}, {'P': '', 'h': 'H'})
def _(w, x, before, s, v):
    v.M = s.P + exp(w.q_v)
    v.K = v.M / (v.M + exp(w.r))
    v.h = s.h + v.K * (w.W @ x - s.h)
    v.P = (1 - v.K) * v.M


@cell('stack RNN', '''
n = σ(D_n x)
g = σ(w_gᵀ x)  # push
s_1 = g n + (1 - g) s_2[t-1]
s_2 = g s_1[t-1] + (1 - g) s_3[t-1]
s_3 = g s_2[t-1]
h = tanh(U h[t-1] + R s_1)
''', {'w_g': 'D', 'D_n': 'HD', 'U': 'HH', 'R': 'HH'}, {'s_1': 'H', 's_2': 'H', 's_3': 'H', 'h': 'H'})
def _(w, x, before, s, v):
    v.n = sigmoid(w.D_n @ x)
    v.g = sigmoid(w.w_g @ x)
    v.s_1 = v.g * v.n + (1 - v.g) * s.s_2
    v.s_2 = v.g * s.s_1 + (1 - v.g) * s.s_3
    v.s_3 = v.g * s.s_2
    v.h = tanh(w.U @ s.h + w.R @ v.s_1)


@cell('ordered neurons', '''
f̂ = W_f x + U_f h[t-1] + b_f
f = softmax(f̂)
i = 1 - softmax(W_i x + U_i h[t-1] + b_i)
ω = f ⊙ i  # overlap
c = (ω ⊙ σ(V_1 x) + (f - ω)) ⊙ c[t-1] + (ω ⊙ σ(V_2 x) + (i - ω)) ⊙ tanh(W_c x + U_c h[t-1])
h = σ(W_o x) ⊙ tanh(c)
''', {'W_f': 'HD', 'U_f': 'HH', 'b_f': 'H', 'W_i': 'HD', 'U_i': 'HH', 'b_i': 'H', 'V_1': 'HD', 'V_2': 'HD', 'W_c': 'HD', 'U_c': 'HH', 'W_o': 'HD'}, {'c': 'H', 'h': 'H'})
def _(w, x, before, s, v):
    v['f̂'] = w.W_f @ x + w.U_f @ s.h + w.b_f
    v.f = torch.softmax(v['f̂'], 0)
    v.i = 1 - torch.softmax(w.W_i @ x + w.U_i @ s.h + w.b_i, 0)
    v['ω'] = v.f * v.i
    v.c = (v['ω'] * sigmoid(w.V_1 @ x) + (v.f - v['ω'])) * s.c + (v['ω'] * sigmoid(w.V_2 @ x) + (v.i - v['ω'])) * tanh(w.W_c @ x + w.U_c @ s.h)
    v.h = sigmoid(w.W_o @ x) * tanh(v.c)


@cell('swish gru', '''
a = W x + U h[t-1] + b
z = -max(-1, -relu(a))  # hard gate: min(1, relu a)
c = a ⊙ σ(1.702 a)
h = h[t-1] + z ⊙ (c - h[t-1])
''', {'W': 'HD', 'U': 'HH', 'b': 'H'}, {'h': 'H'})
def _(w, x, before, s, v):
    v.a = w.W @ x + w.U @ s.h + w.b
    v.z = -torch.maximum(-torch.ones_like(v.a), -relu(v.a))
    v.c = v.a * sigmoid(1.702 * v.a)
    v.h = s.h + v.z * (v.c - s.h)



def drawn(of, *shape):
    return (torch.randn(shape, generator=of) * 0.6).requires_grad_()


def slope(v):
    return (torch.zeros_like(v) if v.grad is None else v.grad).tolist()


def answer(seed, name):
    equations, weights, states, sizes, step = CELLS[name]
    of = torch.Generator().manual_seed(seed)
    lengths = {'H': H, 'D': D, **sizes}
    shaped = lambda shapes: {key: drawn(of, *(lengths[axis] for axis in axes)) for key, axes in shapes.items()}
    w, s = Named(), Named()
    dict.update(w, shaped(weights))
    # What is divided by or taken a root of begins at zero.
    start = shaped(states) if seed % 3 else {key: torch.zeros_like(value).requires_grad_() for key, value in shaped(states).items()}
    dict.update(s, start)
    head = {'head.weight': drawn(of, 1, H), 'head.bias': drawn(of, 1)}
    xs, target = [drawn(of, D) for _ in range(T)], drawn(of, 1).tolist()
    before, steps = torch.zeros(D), []
    for x in xs:
        v = Named()
        step(w, x, before, s, v)
        steps.append(v)
        s, before = Named(), x
        dict.update(s, {key: v[key] for key in states})
    steps[-1].y = head['head.weight'] @ v.h + head['head.bias']
    loss = ((steps[-1].y - torch.tensor(target)) ** 2).mean()
    loss.backward()
    written = {'name': name, 'equations': equations.strip()}
    layer = {'cell': written, 'hiddenSize': H, **({'sizes': sizes} if sizes else {})}
    all_weights = {key: value.tolist() for key, value in {**w, **head}.items()}
    return {
        'name': name,
        'experiment': {
            'format': 'unrolled/2',
            'model': {'inputSize': D, 'outputSize': 1, 'layers': [layer], 'weights': all_weights},
            'sequence': {
                'inputs': [x.tolist() for x in xs],
                'targets': [target],
                'initialState': {key: value.tolist() for key, value in start.items()},
            },
            'loss': {'kind': 'mse', 'at': 'last', 'reduction': 'mean'},
        },
        'expect': {
            'loss': loss.item(),
            'steps': [
                {
                    't': t + 1,
                    'values': {key: value.tolist() for key, value in v.items()},
                    'grads': {key: slope(value) for key, value in {**v, 'x': x}.items()},
                }
                for t, (v, x) in enumerate(zip(steps, xs))
            ],
            'grads': {key: slope(value) for key, value in {**w, **head}.items()},
            'initialGrads': {key: slope(value) for key, value in start.items()},
        },
    }


if __name__ == '__main__':
    made = [answer(3 * k + (0 if name in ('RWKV-4', 'phased LSTM', 'cumulative attention', 'Kalman') else 1), name) for k, name in enumerate(CELLS)]
    target = Path(__file__).resolve().parents[1] / 'cells/cells.json'
    target.write_text('[\n' + ',\n'.join(json.dumps(each, ensure_ascii=False) for each in made) + '\n]\n')

"""Experiments of nets with two directions, two layers, and attention, trained with PyTorch.

    python3 experiments/recipes/nets.py [slots stairs mark]

writes experiments/nets/*.json, always the same for the same PyTorch, and asserts what each story claims: of the trained net, and again of
the rounded weights that the file holds.
"""
import sys

import torch
from documents import both, each, rounded, save
from torch.nn.functional import cross_entropy, one_hot

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

SOURCE = f'trained with PyTorch {torch.__version__}, float64: experiments/recipes/nets.py'


class Attention(torch.nn.Module):
    """Additive attention over all timesteps; the query is the last feature. The head reads the context alone."""

    def __init__(self, features, size):
        super().__init__()
        draw = lambda *shape: torch.nn.Parameter((torch.rand(shape) * 2 - 1) / features**0.5)
        self.W_h, self.W_s, self.v = draw(size, features), draw(size, features), draw(size)

    def forward(self, h):
        e = torch.tanh(h @ self.W_h.T + h[:, -1:] @ self.W_s.T) @ self.v
        alpha = torch.softmax(e, 1)
        return alpha, (alpha[..., None] * h).sum(1)


class Net(torch.nn.Module):
    """Layers, one above the other, then a head; with attention the head reads its context at the last timestep."""

    def __init__(self, layers, outputs, attention=None):
        super().__init__()
        self.layers = torch.nn.ModuleList(layers)
        features = layers[-1].hidden_size * (2 if layers[-1].bidirectional else 1)
        self.attention = Attention(features, attention) if attention else None
        self.head = torch.nn.Linear(features, outputs)

    def features(self, x):
        for layer in self.layers:
            x, _ = layer(x)
        return x

    def forward(self, x):
        h = self.features(x)
        return self.head(self.attention(h)[1] if self.attention else h)

    def weights(self, digits):
        """By the names of a document: PyTorch's, with the number of the layer in the whole net."""
        named = {}
        for k, layer in enumerate(self.layers):
            named |= {name.replace('_l0', f'_l{k}'): value for name, value in layer.named_parameters()}
        named |= {name: value for name, value in self.named_parameters() if not name.startswith('layers.')}
        return {name: rounded(value, digits) for name, value in named.items()}

    def round(self, digits):
        with torch.no_grad():
            for value in self.parameters():
                value.copy_(torch.tensor(rounded(value, digits)))


def fit(net, loss, steps, lr=0.02, done=lambda net: False):
    """Adam with a learning rate that falls to zero; `loss`: of this net on a batch. Stops early where `done`."""
    adam = torch.optim.Adam(net.parameters(), lr=lr)
    for at in range(steps):
        adam.zero_grad()
        loss(net).backward()
        for group in adam.param_groups:
            group['lr'] = lr * (1 - at / steps)
        adam.step()
        if done(net):
            return at + 1
    return steps


def document(title, about, layers, net, digits, sequence, loss, labels, attention=None):
    return {
        'format': 'unrolled/2',
        'title': title,
        'about': about,
        'model': {
            'inputSize': len(sequence['inputs'][0]),
            'outputSize': net.head.out_features,
            'layers': layers,
            **({'attention': {'size': attention}} if attention else {}),
            'weights': net.weights(digits),
        },
        'sequence': sequence,
        'loss': loss,
        'labels': labels,
    }


# --- Slot filling: only what follows says what Taipei is ---------------------------------------------------------------------------

WORDS = ['Taipei', 'Beijing', 'arrive', 'leave', 'on', 'November', '2nd', 'is', 'where', 'I']
SLOTS = each(('other', '其他'), ('destination', '目的地'), ('departure', '出发地'), ('time', '时间'))
OTHER, DESTINATION, DEPARTURE, TIME = range(4)


def sentences():
    """Every sentence of the small language, with the slot of each word."""
    for city in WORDS[:2]:
        for verb, slot in (('arrive', DESTINATION), ('leave', DEPARTURE)):
            yield [city, 'is', 'where', 'I', verb], [slot, OTHER, OTHER, OTHER, OTHER]
            yield [verb, city, 'on', 'November', '2nd'], [OTHER, slot, OTHER, TIME, TIME]


def encoded(words):
    return one_hot(torch.tensor([WORDS.index(word) for word in words]), len(WORDS)).double()


def asked(verb):
    return ['Taipei', 'is', 'where', 'I', verb]


def slots():
    texts, wanted = zip(*sentences())
    x, targets = torch.stack([encoded(text) for text in texts]), torch.tensor(wanted)

    def known(net):
        """Is Taipei told apart? Training stops there, so that the gradients can still be seen."""
        return torch.softmax(net(encoded(asked('leave'))[None])[0, 0], -1)[DEPARTURE] > 0.93

    steps = 1500
    for name, direction in (('slots-both-ways', 'both'), ('slots-one-way', 'forward')):
        torch.manual_seed(3)
        net = Net([torch.nn.RNN(len(WORDS), 3, batch_first=True, bidirectional=direction == 'both')], 4)
        steps = fit(net, lambda net: cross_entropy(net(x).flatten(0, 1), targets.flatten()), steps, done=known)
        net.round(2)
        for verb, slot, other in (('arrive', DESTINATION, DEPARTURE), ('leave', DEPARTURE, DESTINATION)):
            p = torch.softmax(net(encoded(asked(verb))[None])[0], -1)[0]
            print(name, verb, steps, 'steps', rounded(p, 4))
            if direction == 'both':
                assert p[slot] > 0.9, 'both directions: the slot of Taipei is known'
            else:
                assert abs(p[slot] - p[other]) < 0.1 and p[slot] > 0.4, 'one direction: it can only guess'
            save(f'experiments/nets/{name}-{verb}.json', document(
                both(f'Slots, {"both ways" if direction == "both" else "one way"}: Taipei is where I {verb}',
                     f'槽填充，{"双向" if direction == "both" else "单向"}：Taipei is where I {verb}'),
                ABOUT_SLOTS[direction],
                [{'cell': 'rnn', 'hiddenSize': 3, 'direction': direction}],
                net, 2,
                {'inputs': rounded(encoded(asked(verb)), 0), 'targets': [slot, OTHER, OTHER, OTHER, OTHER]},
                {'kind': 'cross-entropy', 'at': 'all', 'reduction': 'mean'},
                {'inputs': WORDS, 'outputs': SLOTS, 'steps': asked(verb)}), SOURCE)


ABOUT_SLOTS = {
    'both': both(
        'Is Taipei the destination or the departure? Only the last word says it. The second direction reads the sentence from its end, so at “Taipei” it already knows the verb; in the backward pass the gradient of that answer goes through it, towards the end of the sentence.',
        'Taipei 是目的地还是出发地？只有最后一个词能说明。第二个方向从句尾读起，到“Taipei”时已经知道动词；反向传播时，这个回答的梯度沿它传向句尾。'),
    'forward': both(
        'The same sentences, trained in the same way, but read in one direction only. At “Taipei” the net has seen nothing else, so its answer is the same for “arrive” and “leave”, and training leaves it at about one half each. No weights, and no other cell that reads in one direction, could tell the two apart there.',
        '同样的句子，同样的训练，但只沿一个方向读。读到“Taipei”时网络还没有看到别的词，因此 arrive 和 leave 两句的回答相同，训练后两种可能各约一半。无论权重如何、换用什么细胞，单向网络在这里都分不清这两句。'),
}


# --- Two layers: the first sees changes, the second counts them ---------------------------------------------------------------------

SWITCH = [0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 0, 0]


def rises(bits):
    """How often the switch has gone on, at each timestep."""
    before = torch.cat([torch.zeros_like(bits[:, :1]), bits[:, :-1]], 1)
    return torch.cumsum(bits * (1 - before), 1)


def upright(net, bits):
    """The same function with other signs: the unit of the first layer that marks a rise is first and positive there, the counter counts up."""
    below, above = net.layers
    with torch.no_grad():
        h = below(bits[..., None])[0][0]
        risen = rises(bits)[0].diff(prepend=torch.zeros(1)) > 0
        apart = h[risen].mean(0) - h[~risen].mean(0)
        # The unit whose values at rises overlap least with its other values.
        gap = torch.maximum(h[risen].min(0).values - h[~risen].max(0).values, h[~risen].min(0).values - h[risen].max(0).values)
        order = torch.argsort(gap, descending=True)
        turn = torch.sign(apart[order])
        for name, value in below.named_parameters():
            value.copy_(value[order] * (turn[:, None] if value.dim() > 1 else turn))
        below.weight_hh_l0.copy_(below.weight_hh_l0[:, order] * turn)
        above.weight_ih_l0.copy_(above.weight_ih_l0[:, order] * turn)
        if net.head.weight[0, 0] < 0:
            for value in (above.weight_ih_l0, above.weight_hh_l0, above.bias_ih_l0, above.bias_hh_l0):
                value[2] *= -1
            above.weight_hh_l0 *= -1
            net.head.weight *= -1


def stairs():
    torch.manual_seed(1)
    net = Net([torch.nn.RNN(1, 2, batch_first=True), torch.nn.LSTM(2, 1, batch_first=True)], 1)

    def loss(net):
        bits = (torch.rand(32, 12) < 0.5).double()
        return (net(bits[..., None])[..., 0] - rises(bits)).square().mean()

    fit(net, loss, 2000, 0.03)
    bits = torch.tensor([SWITCH]).double()
    before = net(bits[..., None])
    upright(net, bits)
    assert torch.allclose(net(bits[..., None]), before), 'other signs, the same function'
    net.round(3)
    h = net.layers[0](bits[..., None])[0][0, :, 0]
    y, wanted = net(bits[..., None])[0, :, 0], rises(bits)[0]
    risen = wanted.diff(prepend=torch.zeros(1)) > 0
    print('stairs: layer 1', rounded(h, 2), 'answer', rounded(y, 2))
    assert (h[risen] > 0).all() and (h[~risen] < 0).all(), 'unit 1 of layer 1 is positive where the switch goes on, and only there'
    assert ((y - wanted).abs() < 0.15).all(), 'layer 2 counts'
    save('experiments/nets/stairs.json', document(
        both('Two layers: count what the first one sees', '两层网络：数出第一层看到的变化'),
        both('How often has the switch gone on? Layer 1, an RNN of two units, sees changes: its first unit is positive where the switch goes on, and only there. Layer 2, an LSTM of one unit, reads nothing but layer 1 and counts: its cell state climbs a step each time. In the backward pass layer 2 keeps the gradient along its cell state and sends it down to layer 1 at every timestep.',
             '开关被打开了几次？第 1 层是两个单元的 RNN，它看到变化：第一个单元在开关打开的时刻为正，其余时刻都为负。第 2 层是一个单元的 LSTM，它只读第 1 层，负责计数：每打开一次，细胞状态就上一级台阶。反向传播时，第 2 层沿细胞状态保住梯度，并在每个时间步把它传给第 1 层。'),
        [{'cell': 'rnn', 'hiddenSize': 2}, {'cell': 'lstm', 'hiddenSize': 1}],
        net, 3,
        {'inputs': [[float(bit)] for bit in SWITCH], 'targets': [[float(wanted[-1])]]},
        {'kind': 'mse', 'at': 'last', 'reduction': 'mean'},
        {'inputs': each(('switch on', '开关打开')), 'outputs': each(('times gone on', '打开次数')),
         'steps': ['on' if bit else 'off' for bit in SWITCH]}), SOURCE)


# --- Attention: it finds the marked timestep -----------------------------------------------------------------------------------------

VALUES = [0.3, -0.6, 0.8, 0.1, -0.9, 0.5, -0.2, 0.7, -0.4, 0.6, -0.7, 0.2]
MARKED = 2


def marked(n):
    """Values at random, one of them marked, never the last: inputs, the value that is marked, and where."""
    value, at = torch.rand(n, 12) * 2 - 1, torch.randint(0, 11, (n,))
    return torch.stack([value, one_hot(at, 12).double()], -1), value[torch.arange(n), at], at


def mark():
    torch.manual_seed(3)
    net = Net([torch.nn.RNN(2, 3, batch_first=True)], 1, attention=3)

    def loss(net):
        x, wanted, _ = marked(64)
        return (net(x)[:, 0] - wanted).square().mean()

    fit(net, loss, 2500)
    net.round(2)
    with torch.no_grad():
        x, wanted, at = marked(4000)
        h = net.features(x)
        alpha = net.attention(h)[0][torch.arange(len(at)), at]
        error = (net(x)[:, 0] - wanted).square().mean()
        # The best head for the last h alone, by least squares: it answers little more than the mean.
        last = torch.cat([h[:, -1], torch.ones(len(at), 1)], 1)
        best = torch.linalg.lstsq(last, wanted[:, None]).solution[:, 0]
        forgotten = (last @ best - wanted).square().mean()
    print('mark: weight of the marked timestep', alpha.mean().item(), 'at least', alpha.min().item())
    print('mean squared error', error.item(), 'of the last h alone', forgotten.item(), 'of always 0', wanted.square().mean().item())
    assert alpha.min() > 0.9, 'attention finds the mark'
    assert error < 0.001 and forgotten > 0.95 * wanted.square().mean(), 'the value is known, and not from the last h'
    labels = {'inputs': each(('value', '数值'), ('mark', '标记')), 'outputs': each(('marked value', '被标记的数值'))}
    sequence = {'inputs': [[v, float(t == MARKED)] for t, v in enumerate(VALUES)], 'targets': [[VALUES[MARKED]]]}
    last_loss = {'kind': 'mse', 'at': 'last', 'reduction': 'mean'}
    layers = [{'cell': 'rnn', 'hiddenSize': 3}]
    save('experiments/nets/mark-attention.json', document(
        both('Attention finds the marked timestep', '注意力找到被标记的时间步'),
        both('Which value was marked? The weights α are nearly 1 at the mark and nearly 0 elsewhere, so the context is nearly the hidden state of that timestep, and nearly all of the gradient goes straight to it. The last hidden state of this RNN has kept next to nothing of the value: the next experiment reads that alone.',
             '哪个数值被标记了？权重 α 在标记处接近 1，其余时刻接近 0，因此上下文向量几乎就是那个时间步的隐藏状态，梯度也几乎全部直接传到那里。这个 RNN 最后的隐藏状态几乎没有留住这个数值：下一个实验只读它。'),
        layers, net, 2, sequence, last_loss, labels, attention=3), SOURCE)
    net.attention = None
    with torch.no_grad():
        net.head.weight.copy_(torch.tensor(rounded(best[None, :-1], 2)))
        net.head.bias.copy_(torch.tensor(rounded(best[-1:], 2)))
    save('experiments/nets/mark-last.json', document(
        both('The same layer without attention', '同一层，没有注意力'),
        both('The recurrent layer of the experiment before, and the best head that there is for its last hidden state (least squares over 4,000 sequences). It answers little more than the mean, 0: that state was never trained to carry the value so far, and the gradient that comes back shrinks at every timestep.',
             '与前一个实验相同的循环层，配上对最后隐藏状态而言最好的输出层（用 4000 个序列作最小二乘）。它的回答几乎就是平均值 0：这个状态从未被训练成把数值带这么远，往回传的梯度也逐步缩小。'),
        layers, net, 2, sequence, last_loss, labels), SOURCE)


for story in sys.argv[1:] or ['slots', 'stairs', 'mark']:
    globals()[story]()

"""The experiments of the library's cells: weights set by hand, or trained with PyTorch where a story needs that.

    python3 experiments/recipes/stories.py [cell ...]

writes experiments/CELL.json. The equations come from the library, the numbers from here; the same seed gives the same file.
"""
import math
import sys

import torch
from cells import CELLS, equations
from documents import both, each, save

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def log_odds(p):
    return round(math.log(p / (1 - p)), 4)


def identity(n, width=None):
    return [[float(i == j) for j in range(width or n)] for i in range(n)]


NAMES = {
    'mgu': 'MGU', 'janet': 'JANET', 'ugrnn': 'UGRNN', 'indrnn': 'IndRNN', 'mingru': 'minGRU', 'minlstm': 'minLSTM',
    'slstm': 'sLSTM', 'mlstm': 'mLSTM', 'retention': 'retention', 'deltanet': 'DeltaNet', 'gated-deltanet': 'gated DeltaNet',
    'gated-deltanet-misprint': 'gated DeltaNet (misprint)', 'selective-ssm': 'selective SSM', 'rg-lru': 'RG-LRU',
    'rotation': 'rotation', 'sru': 'SRU', 'qrnn': 'QRNN',
}


def write(cell, title, about, weights, inputs, targets, loss, labels, H, sizes=None, source='weights set by hand'):
    layer = {'cell': {'name': NAMES[cell], 'equations': equations(cell)}, 'hiddenSize': H}
    experiment = {
        'format': 'unrolled/2',
        'title': title,
        'about': about,
        'model': {
            'inputSize': len(inputs[0]),
            'outputSize': len(weights['head.bias']),
            'layers': [{**layer, **({'sizes': sizes} if sizes else {})}],
            'weights': weights,
        },
        'sequence': {'inputs': inputs, 'targets': targets},
        'loss': loss,
        'labels': labels,
    }
    save(f'experiments/{cell}.json', experiment, source)


LAST = {'kind': 'mse', 'at': 'last', 'reduction': 'mean'}
SENT = {'kind': 'linear', 'at': 'last', 'reduction': 'sum'}

# --- Keep the value: trained -------------------------------------------------------------------------------------------------------

KEPT = [[0.3, 0.0], [0.8, 1.0], [-0.5, 0.0], [0.6, 0.0], [-0.9, 0.0], [0.2, 0.0], [-0.4, 0.0], [0.7, 0.0]]
KEPT_LABELS = {'inputs': each(('value', '数值'), ('store', '存')), 'outputs': each(('what was stored', '存下的数值'))}


def shapes(cell, D, H):
    of = {'W': (H, D), 'U': (H, H), 'V': (H, D), 'b': (H,), 'v': (H,)}
    names = {
        'mgu': 'W_f U_f b_f W_n U_n b_n', 'janet': 'W_f U_f b_f W_g U_g b_g', 'ugrnn': 'W_g U_g b_g W_n U_n b_n',
        'sru': 'W_f v_f b_f W W_r v_r b_r W_s',
    }[cell].split()
    return {name: of[name[0]] for name in names} | {'head.weight': (1, H), 'head.bias': (1,)}


def train(cell, seed, opens, H=2, T=8, steps=1500, batch=64):
    """Keep the value that came with the store signal; `opens`: the bias that begins with the memory held."""
    g = torch.Generator().manual_seed(seed)
    step, states = CELLS[cell]
    w = {name: ((torch.rand(shape, generator=g) * 2 - 1) / math.sqrt(H)).requires_grad_() for name, shape in shapes(cell, 2, H).items()}
    with torch.no_grad():
        w[opens[0]].fill_(opens[1])
    adam = torch.optim.Adam(w.values(), lr=0.02)
    for at in range(steps):
        x = torch.rand(T, batch, 2, generator=g) * 2 - 1
        when = torch.randint(0, T - 1, (batch,), generator=g)
        x[..., 1] = (torch.arange(T)[:, None] == when).double()
        wanted = x[when, torch.arange(batch), 0]
        s = {name: torch.zeros(batch, H) for name in states}
        for t in range(T):
            said = {}
            step(w, x[t], x[t - 1] if t else torch.zeros(batch, 2), s, lambda name, value: said.setdefault(name, value))
            s = {name: said[name] for name in states}
        loss = ((said['h'] @ w['head.weight'].T + w['head.bias'])[:, 0] - wanted).square().mean()
        adam.zero_grad()
        loss.backward()
        for group in adam.param_groups:
            group['lr'] = 0.02 * (1 - at / steps)
        adam.step()
    print(cell, 'trained to', loss.item())
    return {name: [[round(v, 4) for v in row] if isinstance(row, list) else round(row, 4) for row in value.tolist()] for name, value in w.items()}


def kept(cell, opens, title, about):
    source = f'trained with PyTorch {torch.__version__}, float64: experiments/recipes/stories.py'
    write(cell, title, about, train(cell, 1, opens), KEPT, [[0.8]], LAST, KEPT_LABELS, H=2, source=source)


def mgu():
    kept('mgu', ('b_f', -2.0), both('MGU: keep a value with one gate', 'MGU：用一个门保存数值'), both(
        'Trained: keep the value that came with "store" to the end, through noise. There is one gate; where it is near 0 the state stays, where the store signal opens it the state is overwritten.',
        '经过训练：把随“存”而来的数值在噪声中保存到最后。只有一个门：接近 0 时状态保持，“存”信号使它打开时状态被改写。'))


def janet():
    kept('janet', ('b_f', 2.0), both('JANET: the forget gate alone', 'JANET：只用遗忘门'), both(
        'Trained for the same task as the MGU: keep the value that came with "store". The forget gate is near 1 while the value is kept; the store signal lets it fall, and the candidate takes the place of what was there.',
        '与 MGU 同一任务：保存随“存”而来的数值。保存期间遗忘门接近 1；“存”信号使它下降，候选状态取代原有内容。'))


def ugrnn():
    kept('ugrnn', ('b_g', 2.0), both('UGRNN: an RNN with one gate', 'UGRNN：加一个门的 RNN'), both(
        'Trained for the same task: keep the value that came with "store". The candidate is a plain RNN; the gate mixes it with the old state, and along the gate the gradient comes back.',
        '同一任务：保存随“存”而来的数值。候选状态就是普通 RNN；门把它与旧状态混合，梯度沿着门传回。'))


def sru():
    kept('sru', ('b_f', 2.0), both('SRU: elementwise through time', 'SRU：时间方向只有逐元素运算'), both(
        'Trained for the same task: keep the value that came with "store". No matrix acts on the memory: each unit carries its own number, and each gate sees of the memory only that number.',
        '同一任务：保存随“存”而来的数值。没有矩阵作用于记忆：每个单元各自保存一个数，每个门也只看到这一个数。'))


# --- By hand -----------------------------------------------------------------------------------------------------------------------


def indrnn():
    write('indrnn', both('IndRNN: fade, stay, grow', 'IndRNN：衰减、保持、增长'), both(
        'One impulse, then silence. Each unit multiplies its state by its own number, 0.5, 1 or 1.1, so that its value and its gradient are powers that can be checked by hand.',
        '一个脉冲，然后是静默。每个单元把状态乘以自己的数 0.5、1 或 1.1，因此数值和梯度都是可以手算验证的幂。'),
        {'W': [[1.0]] * 3, 'u': [0.5, 1.0, 1.1], 'b': [0.0] * 3, 'head.weight': identity(3), 'head.bias': [0.0] * 3},
        [[1.0]] + [[0.0]] * 7, [[1.0, 1.0, 1.0]], SENT,
        {'inputs': each(('impulse', '脉冲')), 'outputs': each(('fades', '衰减'), ('stays', '保持'), ('grows', '增长'))}, H=3)


def mingru():
    write('mingru', both('minGRU: the way back is 1 − z', 'minGRU：回路只有 1 − z'), both(
        'Two units with the same candidate. The gate of the first opens with "store" alone and stays nearly shut otherwise, so it keeps the value; the gate of the second always stands half open, and half of everything is lost at each timestep, of the gradient too.',
        '两个单元的候选状态相同。第一个单元的门只在“存”时打开，其余时刻几乎关闭，所以保住了数值；第二个单元的门始终半开，每一步都丢掉一半，梯度也是如此。'),
        {'W_z': [[0.0, 8.0], [0.0, 0.0]], 'b_z': [-4.0, 0.0], 'W_n': [[1.0, 0.0], [1.0, 0.0]], 'b_n': [0.0, 0.0],
         'head.weight': [[0.5, 0.5]], 'head.bias': [0.0]},
        KEPT, [[0.8]], LAST, KEPT_LABELS, H=2)


def minlstm():
    # Each unit keeps 99 % and takes 1 %, or the other way round where it stores.
    open_, shut = [0.99, 0.099], [0.01, 0.001]
    f, i = [log_odds(p) for p in open_], [log_odds(p) for p in shut]
    swing = [round(a - b, 4) for a, b in zip(f, i)]
    write('minlstm', both('minLSTM: only the ratio counts', 'minLSTM：只有比值起作用'), both(
        'The forget and input gates of one unit are 0.99 and 0.01, those of the other 0.099 and 0.001: ten times smaller. Divided by their sum they are 0.99 and 0.01 in both, so both units hold the same. "Store" swaps them.',
        '一个单元的遗忘门和输入门是 0.99 与 0.01，另一个是 0.099 与 0.001，小十倍。除以各自的和以后都是 0.99 与 0.01，因此两个单元保存的内容相同。“存”信号使两个门互换。'),
        {'W_f': [[0.0, -by] for by in swing], 'b_f': f, 'W_i': [[0.0, by] for by in swing], 'b_i': i,
         'W_n': [[1.0, 0.0], [1.0, 0.0]], 'b_n': [0.0, 0.0], 'head.weight': [[0.5, 0.5]], 'head.bias': [0.0]},
        KEPT, [[0.8]], LAST, KEPT_LABELS, H=2)


def slstm():
    none, zero = [[0.0, 0.0], [0.0, 0.0]], [0.0, 0.0]
    write('slstm', both('sLSTM: the largest key wins', 'sLSTM：键最大者胜出'), both(
        'Each timestep brings a key and a value. The exponential input gate lets a larger key outweigh all that was written before: the first unit, with three times the key in the exponent, holds the value of the largest key; the second, with a fiftieth of the key, holds almost the plain mean. The largest exponent is 723, and e to that power is no number any more: the stabiliser takes it out, and its own gradient is zero.',
        '每个时间步给出一个键和一个数值。指数输入门让更大的键压过先前写入的一切：第一个单元的指数是键的 3 倍，它保存键最大的数值；第二个单元的指数是键的五十分之一，得到的几乎是简单平均。最大的指数是 723，e 的 723 次方已超出浮点数范围：稳定器把它提了出来，而它自己的梯度为零。'),
        {'W_i': [[3.0, 0.0], [0.02, 0.0]], 'U_i': none, 'b_i': zero, 'W_f': none, 'U_f': none, 'b_f': [6.0, 6.0],
         'W_z': [[0.0, 1.0], [0.0, 1.0]], 'U_z': none, 'b_z': zero, 'W_o': none, 'U_o': none, 'b_o': [5.0, 5.0],
         'head.weight': [[1.0, 0.5]], 'head.bias': [0.0]},
        [[239.0, 0.2], [240.0, -0.6], [238.0, 0.5], [241.0, 0.9], [240.0, -0.4], [237.0, 0.3]], [[0.9]], LAST,
        {'inputs': each(('key', '键'), ('value', '数值')), 'outputs': each(('value of the largest key', '最大键的数值'))}, H=2)


A, B, C, NOTHING = [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]
PAIRS = [A + [0.8, 0.1, -0.4] + [0.0], B + [-0.6, 0.7, 0.2] + [0.0], C + [0.3, -0.5, 0.9] + [0.0],
         A + [-0.2, 0.6, 0.5] + [1.0], A + NOTHING + [-3.0]]
PAIR_LABELS = {
    'inputs': each(('key A', '键 A'), ('key B', '键 B'), ('key C', '键 C'), ('value 1', '值 1'), ('value 2', '值 2'), ('value 3', '值 3'), ('again (1), ask (−3)', '重写（1）、查询（−3）')),
    'outputs': each(('answer 1', '回答 1'), ('answer 2', '回答 2'), ('answer 3', '回答 3')),
    'steps': each(('A', 'A'), ('B', 'B'), ('C', 'C'), ('A anew', '重写 A'), ('ask A', '查询 A')),
}
KEYS, VALUES = identity(3, 7), [[float(j == i + 3) for j in range(7)] for i in range(3)]
LOOKED_UP = {'W_q': KEYS, 'W_k': KEYS, 'W_v': VALUES}
HEAD = {'head.weight': identity(3), 'head.bias': [0.0] * 3}


def pairs(cell, title, about, weights):
    told = both(
        'Under three keys three values are stored, under A then another one; at the end A is asked for, and the newest value is wanted. ' + about['en'],
        '在三个键下存三个值，然后在 A 下另存一个；最后查询 A，要求给出最新的值。' + about['zh'])
    write(cell, title, told, {**LOOKED_UP, **weights, **HEAD}, PAIRS, [[-0.2, 0.6, 0.5]], LAST, PAIR_LABELS, H=3)


def mlstm():
    zero, key = [0.0] * 3, [0.0] * 6
    pairs('mlstm', both('mLSTM: what is stored where', 'mLSTM：什么存在哪里'), both(
        'Each column of the memory belongs to one key. When A comes again, the exponential gate gives the new value a weight of e³: the answer is nearly the new value, and the old one is still in it.',
        '记忆的每一列属于一个键。A 再次出现时，指数门给新值 e³ 的权重：回答接近新值，但旧值仍混在其中。'),
        {'b_q': zero, 'b_k': zero, 'b_v': zero, 'w_i': key + [3.0], 'b_i': 1.0, 'w_f': key + [0.0], 'b_f': 6.0,
         'W_o': [[0.0] * 7] * 3, 'b_o': [5.0] * 3})


def retention():
    pairs('retention', both('Retention: attention as an RNN', '保持机制：作为 RNN 的注意力'), both(
        'The memory only adds and fades, so the answer is the new value plus what is left of the old one: compare DeltaNet on the same sequence.',
        '记忆只会相加和衰减，所以回答是新值加上旧值的剩余部分：可与同一序列上的 DeltaNet 对比。'), {})


STRENGTH = {'w': [6.0] * 3 + NOTHING + [4.0]}
DECAY = {'z': [-6.0] * 3 + NOTHING + [6.0]}


def deltanet():
    pairs('deltanet', both('DeltaNet: erase, then write', 'DeltaNet：先擦除再写入'), both(
        'When A comes again, only the difference to what is stored there is added: the answer is the new value, and the columns of B and C are as they were.',
        'A 再次出现时，只加上与已存内容的差：回答就是新值，B 和 C 的列保持不变。'), STRENGTH)


def gated_deltanet():
    pairs('gated-deltanet', both('Gated DeltaNet: fade, correct', '门控 DeltaNet：先衰减再修正'), both(
        'When A comes again, half of the whole memory fades; then the correction makes up for what is left under A. The answer is the new value. The experiment after this one has the same numbers and the other print of the cell.',
        'A 再次出现时，整个记忆先衰减一半，再按 A 处剩下的内容修正，回答就是新值。下一个实验用同样的数字演示另一种写法。'),
        {**STRENGTH, **DECAY})


def gated_deltanet_misprint():
    pairs('gated-deltanet-misprint', both('Gated DeltaNet as misprinted', '门控 DeltaNet 的误印写法'), both(
        'Weights and inputs are those of the experiment before, but the correction takes away what was under A before the fading: half of the old value too much. Every gradient is exact all the same.',
        '权重和输入与前一个实验相同，但修正量减去的是衰减之前 A 处的内容：多减了旧值的一半。尽管如此，每个梯度仍然精确。'),
        {**STRENGTH, **DECAY})


def selective_ssm():
    write('selective-ssm', both('Selective SSM: time stands still', '选择性 SSM：让时间停住'), both(
        'Keep the value that came with "store". The step of the first unit is 1 when told to store and nearly 0 otherwise, so its memory neither fades nor takes in noise; the second unit has the step 0.5 at all times, as a state space model without selection.',
        '保存随“存”而来的数值。第一个单元的步长在“存”时为 1，其余时刻几乎为 0，所以记忆既不衰减也不混入噪声；第二个单元的步长始终是 0.5，相当于没有选择性的状态空间模型。'),
        {'W_u': [[1.0, 0.0, 0.0]] * 2, 'b_u': [0.0, 0.0], 'W_d': [[0.0, 6.5413, 0.0], [0.0, 0.0, 0.0]], 'b_d': [-6.0, -0.4328],
         'A': [[-0.5, -2.0], [-0.5, -2.0]], 'B': [[0.0, 1.0, 1.0], [0.0, 1.0, 1.0]], 'G': [[0.0, 1.0, 1.0], [0.0, 0.0, 0.0]],
         'd': [0.0, 0.0], 'head.weight': [[0.8, 0.2]], 'head.bias': [0.0]},
        [[v, s, 1 - s] for v, s in KEPT], [[0.8]], LAST,
        {'inputs': each(('value', '数值'), ('store', '存'), ('pass', '略过')), 'outputs': each(('what was stored', '存下的数值'))},
        H=2, sizes={'N': 2})


def rg_lru():
    noise = torch.randn(16, 1, generator=torch.Generator().manual_seed(4))
    # With r near ½: a near 0.5, 0.9 and 0.99.
    λ = [round(math.log(math.expm1(-math.log(a) / 4)), 4) for a in (0.5, 0.9, 0.99)]
    write('rg-lru', both('RG-LRU: short and long memory', 'RG-LRU：短记忆与长记忆'), both(
        'Three units with decays near 0.5, 0.9 and 0.99 listen to the same noise. What comes in is scaled by √(1 − a²), so that in the long run all three states have the spread of the noise. A gradient of 1 is sent in at the end and fades at three speeds.',
        '三个单元的衰减因子约为 0.5、0.9 和 0.99，接收同一噪声。输入按 √(1 − a²) 缩放，因此长期来看三个状态的离散程度都与噪声相同。在末端送入大小为 1 的梯度，它以三种速度衰减。'),
        {'W_r': [[0.3]] * 3, 'b_r': [0.0] * 3, 'W_i': [[0.0]] * 3, 'b_i': [6.0] * 3, 'W_u': [[1.0]] * 3, 'λ': λ,
         'head.weight': identity(3), 'head.bias': [0.0] * 3},
        [[round(v, 2)] for [v] in noise.tolist()], [[1.0, 1.0, 1.0]], SENT,
        {'inputs': each(('noise', '噪声')), 'outputs': each(('short', '短'), ('middle', '中'), ('long', '长'))}, H=3)


def rotation():
    write('rotation', both('Rotation: a memory that turns', '旋转：会转动的记忆'), both(
        'One impulse, then silence. The first unit turns by an eighth of a circle at each timestep, the second by a quarter, and both shrink by 0.95: two bells. A gradient of 1 is sent in at the end and turns backwards.',
        '一个脉冲，然后是静默。第一个单元每步转八分之一圈，第二个转四分之一圈，并都按 0.95 缩小：像两口钟。在末端送入大小为 1 的梯度，它反方向旋转。'),
        {'θ': [round(math.pi / 4, 4), round(math.pi / 2, 4)], 'ρ': [0.95, 0.95], 'W_u': [[1.0], [1.0]], 'W_v': [[0.0], [0.0]],
         'head.weight': identity(2), 'head.bias': [0.0, 0.0]},
        [[1.0]] + [[0.0]] * 8, [[1.0, 1.0]], SENT,
        {'inputs': each(('impulse', '脉冲')), 'outputs': each(('an eighth', '八分之一圈'), ('a quarter', '四分之一圈'))}, H=2)


def qrnn():
    a, b, c = identity(3)
    write('qrnn', both('QRNN: a gate that sees two inputs', 'QRNN：看到两个输入的门'), both(
        'Letters arrive; has there been an a followed at once by a b? The forget gate falls only where both stand in its window, and the memory, which began at 0, becomes 1 and stays.',
        '字母依次到来：是否出现过 a 后紧接着 b？只有两者都在窗口内时遗忘门才下降，初值为 0 的记忆变为 1 并保持。'),
        {'W_z': [NOTHING], 'V_z': [NOTHING], 'b_z': [4.0], 'W_f': [[0.0, -15.0, 0.0]], 'V_f': [[-15.0, 0.0, 0.0]], 'b_f': [22.0],
         'W_o': [NOTHING], 'V_o': [NOTHING], 'b_o': [5.0], 'head.weight': [[1.0]], 'head.bias': [0.0]},
        [b, a, c, a, b, c, b, c], [[1.0]], LAST,
        {'inputs': each(('a', 'a'), ('b', 'b'), ('c', 'c')), 'outputs': each(('seen: a, then b', '出现过：先 a 后 b')),
         'steps': ['b', 'a', 'c', 'a', 'b', 'c', 'b', 'c']}, H=1)


for cell in sys.argv[1:] or CELLS:
    globals()[cell.replace('-', '_')]()

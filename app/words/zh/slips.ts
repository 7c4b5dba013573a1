/** 常见错误：简体中文。 */
import type en from '../en/slips.ts'

const zh: typeof en = {
  title: '式子常在哪里写错',
  intro: '这些写错的式子见于书本、博客和代码。请先判断哪一行是错的，再看页面计算两行，由中心差分裁决。',
  list: '错误列表',
  filter: '类别',
  all: (n) => `全部 ${n} 个`,
  kinds: {
    path: '路径',
    slope: '斜率',
    time: '时间步',
    copy: '抄错',
    loss: '损失',
  },
  kindHints: {
    path: '漏掉、重复或平均了通向损失的某条路径。',
    slope: '漏了 σ′ 或 tanh′，或多乘一次，或用错了自变量。',
    time: '因子取错了时间步，或漏了某个时间步。',
    copy: '符号抄自相邻的式子，或属于另一种细胞。',
    loss: 'y − target 前面的系数。',
  },
  score: (right, tried) => `已答 ${tried} 题，找对 ${right} 题`,
  marks: { found: '已找出', missed: '没找出', shown: '已看答案' },
  which: '哪一行是错的？',
  forward: '前向传播',
  crossEntropy:
    '这个损失就是交叉熵，别处也写作 −log p[目标]，或 −Σ y log ŷ（y 是独热编码的标签，ŷ 是预测的概率）：三者相等。',
  isWrong: (letter) => `${letter} 行是错的`,
  line: (letter) => `${letter} 行`,
  skip: '直接看答案',
  again: '再问我一次',
  found: (letter) => `对，${letter} 行是错的。`,
  missed: (letter) => `不对，错的是 ${letter} 行。`,
  shown: (letter) => `${letter} 行是错的。`,
  printed: '常见的写法',
  right: '正确',
  why: '为什么？',
  on: '在哪里计算',
  current: '当前实验',
  matching: '当前的大小和数据，换成对应的细胞',
  own: '该错误自带的实验',
  facts: {
    current: (title) => `当前实验：${title}。`,
    matching: (title, cell, seed) =>
      `沿用“${title}”的大小、数据和能用的权重，细胞换成${cell}（其余权重由随机种子 ${seed} 产生）。`,
    own: (cell, H, T, seed) => `该错误自带的小实验：${cell}，${H} 个单元，${T} 个时间步，随机种子 ${seed}。`,
  },
  tooShort: (t) => `当前实验的时间步太少：这个数在第 ${t} 个时间步。因此改用该错误自带的实验。`,
  element: (index) => `元素 [${index}]`,
  behind: '错误的一行会影响由它算出的每一个梯度；这里在它到达之处，用中心差分量得出的一个数来比较。',
  numbers: '数值',
  columns: {
    line: '式子',
    value: '值',
    error: '相对误差',
    cosine: '余弦',
  },
  noCosine: '没有余弦：两个梯度之一为零，没有方向',
  judge: '中心差分',
  whole: (shape) =>
    `相对误差和余弦比较的是整个梯度（${shape} 个数）与正确梯度：‖错 − 对‖ / ‖对‖，以及两者夹角的余弦。`,
  verdicts: {
    shows: (percent) => `中心差分与正确的式子一致。常见的写法使整个梯度偏差 ${percent}。`,
    trains: (percent) =>
      `中心差分与正确的式子一致。常见的写法偏差 ${percent}，但方向几乎相同：网络往往仍能学习，所以这个错误不易察觉。`,
    elsewhere: (percent) => `这个元素上两式恰好一致；就整个梯度而言，常见的写法偏差 ${percent}。`,
    hidden: '在这个实验上两式结果相同，错误显不出来。请选择该错误自带的实验。',
    zero: '在这个实验上正确的梯度处处为零，谈不上相对误差。请选择该错误自带的实验。',
    unsettled: '中心差分在这里无法裁决：梯度太小，或不是有限数。请选择该错误自带的实验。',
  },
  stage: '在“逐步”视图中查看',
  stageHint: '打开正确计算这个梯度的那一步',
  ownTitle: (title) => `错误：${title}`,
  judging: '正在裁决……',
  next: '下一个',
  slips: {
    'hidden-path-dropped': {
      title: '哪些梯度传到隐藏状态？',
      why: '[[h]] 还进入下一个时间步的各个门，它们传回的梯度被漏掉了。',
    },
    'later-cell-dropped': {
      title: '从输出回到遗忘门',
      why: '[[f]] 通过 [[C]] 起作用，而 [[C]] 会延续到下一步的细胞状态：这里应当用全导数 [[d:C]]，不能只算经过本步 [[h]] 的部分。',
    },
    'carry-dropped': {
      title: '细胞状态处是一项还是两项？',
      why: '从 [[C]] 出发有两条箭头，一条到 [[h]]，一条到下一步的细胞状态，所以传回两个梯度；第二项并不是防止梯度消失的技巧。',
    },
    'fork-averaged': {
      title: '两个梯度相遇之后',
      why: '沿几条箭头传回的梯度要相加而不是取平均，因为改变 [[C]] 会同时改变它后面的一切。',
    },
    'cell-jacobian-only-f': {
      title: '从一个细胞状态到下一个',
      why: '只有固定 [[h]] 时导数才是 [[f]]；下一步的细胞状态还会经由 [[h]] 和各个门依赖于本步的 [[C]]。',
    },
    'one-step-totals-multiplied': {
      title: '把单步导数连乘可以吗？',
      why: '细胞状态的单步全导数是对的，但连乘只包含每个时间步都经过 [[C]] 的路径，漏掉了从 [[h]] 经下一步的 [[o]] 到下一步 [[h]] 的路径。',
    },
    'hidden-for-cell-error': {
      title: '候选记忆的误差',
      why: '[[g]] 写入的是 [[C]]，所以要用到达那里的梯度 [[d:C]]，而不是 [[d:h]]。',
    },
    'peephole-paths-dropped': {
      title: '窥视孔：哪些梯度传到细胞状态？',
      why: '有窥视孔连接时，三个门直接读取 [[C]]，所以这里相加的是五项而不是两项。',
    },
    'update-gate-path-dropped': {
      title: 'GRU：哪些梯度传到隐藏状态？',
      why: '[[z]] 也由上一步的 [[h]] 算出，经它的权重传回的那一项被漏掉了。',
    },
    'coupled-gate-counted-once': {
      title: '耦合的门：f = 1 − i',
      why: '这里输入门起两次作用：既写入，又因 [[f]] = 1 − [[i]] 而擦除；后一种作用被漏掉了。',
    },
    'tanh-forgotten': {
      title: '在细胞状态与隐藏状态之间',
      why: '[[h]] 等于 [[o]] ⊙ tanh [[C]]：漏掉 tanh，[[o]] 处的因子和 [[C]] 处的斜率就都错了。',
    },
    'slope-in-cell-derivative': {
      title: '从细胞状态到遗忘门',
      why: '[[C]] 对门 [[f]] 的导数就是上一步的细胞状态；σ′ 位于 [[f]] 与预激活值 [[a_f]] 之间，属于下一行，写在这里就会算两次。',
    },
    'slope-twice-and-path-dropped': {
      title: '一行写完遗忘门',
      why: '同时有两处错误：σ′ 属于下一行，在这里会算两次；沿细胞状态的路径又被漏掉了。',
    },
    'slope-forgotten': {
      title: '从门到预激活值',
      why: '门与预激活值之间隔着 σ，所以要乘它的斜率 [[f]] ⊙ (1 − [[f]])。',
    },
    'slope-of-gate-value': {
      title: '用门的值表示 σ 的斜率',
      why: '用门自己的值表示，σ′ 是 [[f]] ⊙ (1 − [[f]])；这里对已经是 σ 的值又做了一次 σ。',
    },
    'tanh-slope-of-preactivation': {
      title: 'tanh 的斜率',
      why: 'tanh′(a) 等于 1 − tanh²(a)，所以平方的是输出 [[g]]，不是预激活值 [[a_g]]。',
    },
    'tanh-applied-twice': {
      title: '候选记忆处的斜率',
      why: '[[g]] 已经是 tanh 的结果，斜率就是 1 − [[g]]²，再做一次 tanh 就多了。',
    },
    'slope-on-wrong-side': {
      title: 'RNN：矩阵与斜率，谁先谁后？',
      why: '反向时先经过激活函数，再经过矩阵 [[U]]，所以要先乘斜率，再乘转置矩阵。',
    },
    'sum-over-time-dropped': {
      title: '要算几个时间步？',
      why: '同一个权重在每个时间步都起作用，各步的贡献要相加，最后一步只是其中一部分。',
    },
    'forget-gate-of-now': {
      title: '哪一步的遗忘门？',
      why: '从本步的细胞状态到下一步的细胞状态，乘的是下一步的遗忘门。',
    },
    'candidate-of-step-before': {
      title: '哪一步的候选记忆？',
      why: '[[i]] 乘的是同一步的候选记忆；只有 [[f]] 乘的是上一步的量。',
    },
    'output-peephole-old-cell': {
      title: '输出门看到的是哪个细胞状态？',
      why: '输出门看到的是新的细胞状态，所以另一个因子就是它。',
    },
    'state-of-now': {
      title: 'RNN：外积的另一个因子',
      why: '[[U]] 乘的是上一步的隐藏状态，所以另一个因子就是它。',
    },
    'bias-of-other-gate': {
      title: '偏置的梯度',
      why: '[[b_i]] 只加在 [[a_i]] 上，所以它的梯度就是它自己那个预激活值的梯度。',
    },
    'peephole-of-other-gate': {
      title: '窥视孔权重的梯度',
      why: '[[peephole_f]] 进入 [[a_f]]，所以要用遗忘门预激活值的梯度。',
    },
    'transpose-forgotten': {
      title: '反向经过矩阵',
      why: '前向乘矩阵，反向乘它的转置；这里矩阵是方阵，两种写法形状都对得上，程序不会报错。',
    },
    'reset-gate-of-other-gru': {
      title: 'GRU：重置门',
      why: '这里 [[r]] 乘的是矩阵乘积之后的结果（PyTorch 的写法），而不是 [[h]] 本身（原论文的写法）。',
    },
    'update-gate-of-other-gru': {
      title: 'GRU：更新门',
      why: '这里 [[z]] 表示保留旧状态（PyTorch 的写法），另一种约定中它表示写入新状态；混用会使因子互换、符号相反。',
    },
    'two-dropped': {
      title: '平方的斜率',
      why: '平方的导数带系数 2，只有损失前面有 ½ 时它才消去。',
    },
    'mean-over-time-forgotten': {
      title: '损失是对时间步的平均',
      why: '每个时间步的权重 [[w]] 等于时间步数的倒数，漏掉它，梯度恰好大了时间步数那么多倍。',
    },
  },
}
export default zh

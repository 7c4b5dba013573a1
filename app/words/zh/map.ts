/** The words of the map of a net, of its layers and of what is above them, in Chinese. */
import type { map as words } from '../en/map.ts'

export const map: typeof words = {
  title: '整个网络',
  track: (layer: number, reverse: boolean) => `第 ${layer} 层 ${reverse ? '←' : '→'}`,
  tracks: (from, to, reverse) => `第 ${from}–${to} 层 ${reverse ? '←' : '→'}`,
  layer: '循环层',
  timeRuns: (reverse) => (reverse ? '逆时间' : '顺时间'),
  inFull: (from, to, reverse) =>
    `第 ${from === to ? from : `${from}–${to}`} 层，${reverse ? '逆' : '顺'}时间方向`,
  cell: (layer: number, reverse: boolean, t: number) =>
    `第 ${layer} 层${reverse ? '，逆时间方向' : ''}，t = ${t}`,
  attention: '注意力',
  attentionCell: (t: number) => `注意力，t = ${t}`,
  size: (n) => `大小 ${n}`,
  goals: '这一层的输出送到哪里',
  goTo: (label, t) => `前往：${label}，t = ${t}`,
}

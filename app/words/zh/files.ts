/** 打开的文件和保存的实验的文字：简体中文。 */
import type { files as English } from '../en/files.ts'

export const files: typeof English = {
  kept: {
    title: (n) => `保存在这个浏览器中的实验（${n}）`,
    hint: '这些实验太大，链接里放不下。它们留在这台机器上，直到你删除为止。',
    facts: (when, size) => `${when}，${Math.ceil(size / 1024)} kB`,
    open: '已打开',
    remove: '删除',
    sure: '确定永久删除？',
  },
  reading: {
    of: (names) => `正在读取 ${names.join('、')}……`,
    stop: '停止',
    broke: '读取中断了：这是本页面的错误，不是文件的问题。什么都没有改变；请再试一次，或换一个文件。',
  },
}

/** 链接有问题时的说明：简体中文。 */
import type { troubles as en } from '../en/troubles.ts'

const quoted = (texts: readonly string[]): string => texts.map((text) => `“${text}”`).join('、')

export const troubles: typeof en = {
  name: (details) => `链接里的实验不存在：${quoted(details)}。这里显示第一个实验。`,
  data: () => '链接已损坏：其中的实验无法解压。这里显示第一个实验。',
  compression: () =>
    '这个浏览器无法解开链接里的实验（缺少 DecompressionStream）。请索取文件，或换用较新的浏览器。这里显示第一个实验。',
  large: ([megabytes]) => `链接里的实验超过 ${megabytes} MB，没有解压。这里显示第一个实验。`,
  document: ([mistake]) => `链接里的实验有错误。${mistake}`,
  place: (details) => `链接里的步骤在这次运行中不存在：${quoted(details)}。`,
  setting: (details) => `链接里有未知的设置：${quoted(details)}。其余部分照常使用。`,
  local: () => '链接指向的实验太大，链接里放不下，这个浏览器也没有保存它。请索取它的文件。',
  unkept: () => '这个实验太大，链接里放不下，浏览器也保存不了：重新加载就会丢失。请存为文件。',
  training: ([mistake]) => `链接里的训练文档有错误。${mistake}这里改用通常的设置。`,
  trainingData: () => '链接里的训练文档已损坏，或无法在这里解压。这里改用通常的设置。',
  trainingFile: () => '训练文档太大，放不进链接。请索取它的文件，在这里打开；在此之前使用通常的设置。',
}

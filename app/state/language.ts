/** The languages of the page: what each is called in itself, and the tag by which browsers know it. */
export const languages = {
  en: { name: 'English', tag: 'en' },
  zh: { name: '中文', tag: 'zh-CN' },
} as const
export type Language = keyof typeof languages

/** The languages in the order of the menu. */
export const languageIds = Object.keys(languages) as readonly Language[]

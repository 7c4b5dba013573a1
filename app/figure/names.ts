/** The name of an element: d:C@3[0]<h@3 of d:C@3<h@3. */
export const elementName = (name: string, i: number): string => name.replace(/(<.*)?$/, `[${i}]$1`)

/** The name of an element: d:C@3[0]<h@3 of d:C@3<h@3; of a matrix by row and column, C@3[0,1]. */
export const elementName = (name: string, i: number | string): string => name.replace(/(<.*)?$/, `[${i}]$1`)

declare module 'jsfive' {
  export class Group {
    readonly keys: string[]
    readonly attrs: Record<string, unknown>
    get(name: string): unknown
  }
  export class File extends Group {
    constructor(buffer: ArrayBufferLike, name: string)
  }
  export class Dataset {
    readonly shape: number[]
    readonly dtype: unknown
    readonly value: unknown
  }
}

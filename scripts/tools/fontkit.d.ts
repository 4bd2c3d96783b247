declare module 'fontkit' {
  /** The part of fontkit that is used here; it brings no types of its own. */
  export interface Font {
    readonly characterSet: readonly number[]
    glyphForCodePoint(point: number): {
      readonly id: number
      readonly path: { readonly commands: readonly unknown[] }
    }
  }
  interface Collection {
    readonly fonts: readonly Font[]
  }
  export const openSync: (file: string) => Font | Collection
}

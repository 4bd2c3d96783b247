declare module 'fontkit' {
  /** The part of fontkit that is used here; it brings no types of its own. */
  interface Font {
    readonly characterSet: readonly number[]
  }
  interface Collection {
    readonly fonts: readonly Font[]
  }
  export const openSync: (file: string) => Font | Collection
}

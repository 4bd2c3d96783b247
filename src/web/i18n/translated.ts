/**
 * What a translation of a word table must be: exactly its keys. A key may have a twin ending in `_one`, which English
 * uses where `{count}` is 1.
 */
export type Translated<Z> = { readonly [K in keyof Z]: string } & {
  readonly [K in `${Extract<keyof Z, string>}_one`]?: string
}

/** The part of jsonld used here; the package brings no types. */
declare module 'jsonld' {
  interface Options {
    readonly documentLoader: (
      url: string,
    ) => Promise<{ contextUrl: null; documentUrl: string; document: object }>
    readonly base: null
    readonly safe: true
    readonly rdfDirection?: 'i18n-datatype'
    readonly algorithm?: 'RDFC-1.0'
    readonly format?: 'application/n-quads'
    readonly maxWorkFactor?: number
  }
  const jsonld: {
    expand(document: object, options: Options): Promise<Record<string, unknown>[]>
    canonize(document: object, options: Options): Promise<string>
  }
  export default jsonld
}

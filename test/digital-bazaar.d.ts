/** The parts of @digitalbazaar's credential libraries that tests ask for a second opinion; the packages bring no types. */
type Loader = (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: object }>

declare module '@digitalbazaar/vc' {
  export const verifyCredential: (options: {
    credential: object
    suite: object
    documentLoader: Loader
    now?: Date
    checkStatus?: (options: object) => Promise<{ verified: boolean }>
  }) => Promise<{
    verified: boolean
    error?: { errors?: readonly Error[] }
    statusResult?: { verified: boolean }
  }>
}

declare module '@digitalbazaar/data-integrity' {
  export const DataIntegrityProof: new (options: { cryptosuite: object }) => object
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object
}

declare module '@digitalbazaar/eddsa-jcs-2022-cryptosuite' {
  export const createVerifyCryptosuite: () => object
}

declare module '@digitalbazaar/vc-bitstring-status-list' {
  export const decodeList: (options: {
    encodedList: string
  }) => Promise<{ getStatus(index: number): boolean; readonly length: number }>
  export const checkStatus: (
    options: object,
  ) => Promise<{ verified: boolean; results: readonly { status: boolean }[] }>
}

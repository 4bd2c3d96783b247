/** What a message says; a text message has no subject. */
export interface Written {
  readonly subject: string
  readonly text: string
}

export type Language = 'zh' | 'en'

export interface Template<P> {
  /** Holds a code or a link that lets somebody in: not kept once it has been handed over or given up. */
  readonly secret?: true
  zh(fill: P): Written
  en(fill: P): Written
}

export const template = <P extends Readonly<Record<string, string>>>(declared: Template<P>): Template<P> =>
  declared

/** What a declaration can be, and what each act makes of it. Checking and recognising are two acts of two people. */
export const states = [
  'draft',
  'submitted',
  'checked',
  'recognised',
  'returned',
  'refused',
  'withdrawn',
] as const
export type State = (typeof states)[number]
export type Act = Exclude<State, 'draft'>

const after: Readonly<Record<State, readonly Act[]>> = {
  draft: ['submitted', 'withdrawn'],
  submitted: ['checked', 'returned', 'refused', 'withdrawn'],
  checked: ['recognised', 'returned', 'refused', 'withdrawn'],
  returned: ['submitted', 'withdrawn'],
  recognised: [],
  refused: [],
  withdrawn: [],
}

export const allows = (state: State, act: Act): boolean => after[state].includes(act)

/** The person may still write: nobody has it before them. */
export const isWritable = (state: State): boolean => allows(state, 'submitted')

import type { Refused } from '../kernel/result.ts'

/** Carries a refusal from deep inside a command or question up to `perform` and `ask`, which answer with it and undo what was done. */
export class Refusal extends Error {
  readonly refused: Refused
  constructor(refused: Refused) {
    super(refused.code)
    this.name = 'Refusal'
    this.refused = refused
  }
}

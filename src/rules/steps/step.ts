import { type Fraction, zero } from '../../kernel/exact.ts'
import type { Day } from '../facts.ts'
import type { Measure, PackScope } from '../pack/scope.ts'
import { plus, type Range } from '../range.ts'
import type { Cursor } from '../reading/cursor.ts'
import type { Scene } from '../scene.ts'
import type { MissingRef } from '../truth.ts'
import type { Grain } from './grain.ts'

/** The part of an activity's value that belongs to one session; `date` is null where no date is known. */
export interface Part {
  readonly date: Day | null
  readonly range: Range
}

/** A value on its way through the steps. */
export type Flow = readonly Part[]

/** What steps see: the scene, the taught minutes left after clipping, and a list to name missing facts in. */
export interface StepScene {
  readonly scene: Scene
  readonly minutes: readonly Part[]
  readonly missing: MissingRef[]
}

export type StepOutcome =
  | {
      readonly flow: Flow
      readonly given?: string
      /** What the amount given was divided by. */
      readonly by?: string
    }
  | { readonly refused: string }

/** One step of a conversion, ready to run: a file per operator under `steps/`. */
export interface Step {
  readonly op: string
  readonly clause?: string
  readonly apply: (before: Flow, scene: StepScene) => StepOutcome
  /** What the step does to the set of values that may come out, for the check that a conversion ends on the grain. */
  readonly grain: (before: Grain) => Grain
  /** Finishes over all activities of one topic together instead of one by one; `slack` and `loss` bound what one may gain or lose by it. */
  readonly overTopic?: {
    readonly turn: (sum: Fraction) => Fraction
    readonly slack: Fraction
    readonly loss: Fraction
  }
}

export interface StepReading {
  readonly scope: PackScope
  readonly measure: Measure
  readonly readSteps: (at: Cursor) => readonly Step[]
}

export interface StepOperator {
  readonly key: string
  readonly read: (at: Cursor, reading: StepReading) => Omit<Step, 'op' | 'clause'> | null
}

export const total = (flow: Flow): Range =>
  flow.reduce((sum, { range }) => plus(sum, range), { lo: zero, hi: zero } as Range)

export const whole = (range: Range): Flow => [{ date: null, range }]

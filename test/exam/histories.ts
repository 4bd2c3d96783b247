import fc from 'fast-check'
import { slots, type Action, type Model } from './journal-model.ts'

/** A wish of the generator; what it means depends on where the world stands. */
export type Step = readonly [kind: string, a: number, b: number]
export interface History {
  readonly steps: readonly Step[]
  /** In which order the last stragglers arrive. */
  readonly order: readonly number[]
}

const weights = {
  type: 8,
  flush: 5,
  arrive: 7,
  reply: 6,
  lose: 2,
  timeout: 2,
  burst: 1,
  double: 1,
  reload: 1,
  twin: 1,
  die: 1,
  move: 1,
  resume: 2,
  stale: 1,
  staleFlush: 1,
  ghost: 1,
}
/** What has to do with the deadline. */
const lateWeights = { pass: 2, over: 1, restart: 1, setBack: 1, overtime: 2 }

export const history = (maxLength = 60, late = true): fc.Arbitrary<History> =>
  fc.record({
    steps: fc.array(
      fc.tuple(
        fc.oneof(
          ...Object.entries(late ? { ...weights, ...lateWeights } : weights).map(([kind, weight]) => ({
            weight,
            arbitrary: fc.constant(kind),
          })),
        ),
        fc.nat(11),
        fc.nat(11),
      ),
      { maxLength, size: 'max' },
    ),
    order: fc.array(fc.nat(30), { maxLength: 12, size: 'max' }),
  })

/** Values answers are taken from in turn: so many that hardly an answer is right by chance. */
export const optionCount = 25

const atTheEnd = new Set([
  'flush',
  'arrive',
  'double',
  'reply',
  'lose',
  'timeout',
  'burst',
  'staleFlush',
  'ghost',
  'restart',
  'overtime',
])

const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % Math.max(1, from.length)]

/** What a wish comes to in this world; null where there is nothing to do it to. */
const meaning = (model: Model, [kind, a, b]: Step, typed: number): Action | null => {
  const slot = slots[a % slots.length] as string
  const hand = model.inHand()
  const page = model.pages()[hand]
  const messages = model.messages().map((message, at) => ({ ...message, at }))
  const value = `v${typed % optionCount}`
  const stale = pick(
    model.pages().flatMap((one, at) => (at !== hand && !one.gone ? [at] : [])),
    b,
  )
  // Once time is over no page is let in any more, and an honest one writes nothing.
  if (model.isOver() && !atTheEnd.has(kind)) return null
  switch (kind) {
    case 'pass':
    case 'restart':
      return { kind }
    case 'over':
      return model.mayEnd() ? { kind } : null
    case 'setBack':
      return { kind, machine: page?.machine ?? 0 }
    case 'overtime':
      return model.isOver() && page ? { kind, page: hand, slot, seq: page.next + page.overtime } : null
    case 'type':
      return { kind, page: hand, slot, value }
    case 'flush':
      return { kind, page: hand }
    case 'arrive':
    case 'double': {
      const message = pick(
        messages.filter(({ travels }) => travels),
        a,
      )
      return message ? { kind: 'arrive', message: message.at, node: b % 2, twice: kind === 'double' } : null
    }
    case 'reply': {
      const message = pick(
        messages.filter(({ reply }) => reply !== null),
        a,
      )
      return message ? { kind, message: message.at } : null
    }
    case 'lose':
    case 'timeout': {
      const message = pick(
        messages.filter(({ awaited }) => awaited),
        a,
      )
      return message ? { kind, message: message.at } : null
    }
    case 'burst':
      return { kind, messages: messages.filter(({ travels }) => travels).map(({ at }) => at) }
    case 'reload':
    case 'die':
    case 'twin':
    case 'move':
      return {
        kind: 'open',
        machine: kind === 'move' ? 1 - (page?.machine ?? 0) : (page?.machine ?? 0),
        from: hand,
        leaves: kind === 'reload',
        dies: kind === 'die',
      }
    case 'resume': {
      // Who is told that another page goes on may take the exam back.
      const asked = page && !page.live ? hand : stale
      const found = asked === undefined ? undefined : model.pages()[asked]
      return asked !== undefined && found && !found.live && !found.gone ? { kind, page: asked } : null
    }
    case 'stale':
      return stale === undefined ? null : { kind: 'type', page: stale, slot, value }
    case 'staleFlush':
      return stale === undefined ? null : { kind: 'flush', page: stale }
    case 'ghost': {
      const haunted = stale !== undefined && b % 2 === 0 ? stale : hand
      const { epoch, next } = model.pages()[haunted] ?? { epoch: 1, next: 1 }
      return { kind, page: haunted, slot, epoch, seq: next + (a % 2) }
    }
    default:
      throw new Error(`no meaning of ${kind}`)
  }
}

/**
 * The actions a history comes to, decided by where the model stands. The model has been moved when an action is given
 * out, so that whoever drives something else with it can compare after each. Ends with a network that heals: the page in
 * hand delivers everything, then every straggler arrives, then the attempt is handed in.
 */
export function* actionsOf(model: Model, { steps, order }: History): Generator<Action | 'frozen'> {
  let typed = 0
  const done = function* (action: Action | null): Generator<Action> {
    if (!action) return
    model.apply(action)
    yield action
  }
  yield* done({ kind: 'open', machine: 0, from: -1, leaves: false, dies: false })
  for (const step of steps) {
    if (step[0] === 'type' || step[0] === 'stale') typed += 1
    yield* done(meaning(model, step, typed))
  }
  for (let round = 0; round < 4; round += 1) {
    const hand = model.inHand()
    const page = model.pages()[hand]
    // Told that another page goes on, the candidate goes on here.
    if (page && !page.live && !page.gone && !model.isOver()) yield* done({ kind: 'resume', page: hand })
    const waiting = model.pages()[hand]?.waitsFor ?? null
    if (waiting !== null && !model.messages()[waiting]?.reply)
      yield* done({ kind: 'timeout', message: waiting })
    else if (waiting !== null) yield* done({ kind: 'reply', message: waiting })
    yield* done({ kind: 'flush', page: hand })
    const sent = model.pages()[hand]?.waitsFor ?? null
    if (sent === null) continue
    yield* done({ kind: 'arrive', message: sent, node: round % 2, twice: false })
    yield* done({ kind: 'reply', message: sent })
  }
  const hand = model.pages()[model.inHand()]
  if (!hand?.live || hand.tail.length > 0) model.faults.push('the page in hand cannot deliver its tail')
  model.check('once the page in hand has delivered')
  for (const at of model.pages().keys()) yield* done({ kind: 'flush', page: at })
  for (const at of order) {
    const travelling = model.messages().flatMap(({ travels }, message) => (travels ? [message] : []))
    const message = pick(travelling, at)
    if (message !== undefined) yield* done({ kind: 'arrive', message, node: at % 2, twice: false })
  }
  const left = model.messages().flatMap(({ travels }, message) => (travels ? [message] : []))
  yield* done({ kind: 'burst', messages: left })
  model.check('after the stragglers have arrived')
  model.freeze()
  yield 'frozen'
  model.check('in the frozen submission')
}

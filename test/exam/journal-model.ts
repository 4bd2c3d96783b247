/**
 * What the answer journal promises, as simply as it can be said: no hashes, no clocks, no storage engine, and nothing of
 * the implementation. A candidate at two machines, two servers on one log, a network that loses, doubles and reorders,
 * pages that die, pages left behind that go on writing, and ghosts that continue another page's numbers. One action
 * changes the world; `view` is everything an outsider can see of it.
 */
export interface Rules {
  /** What of an older page arrives after a newer one was let in does not count. */
  readonly fence: boolean
  /** Only the page that was let in writes in its epoch. */
  readonly chain: boolean
  /** Whose unsent acts a page takes over: those of its machine's own last epochs, of any older one, or none. */
  readonly adopt: 'own' | 'any' | 'none'
  /** What arrives after the deadline counts as far as the seat was seen cut off, by what its machine's date says, or never. */
  readonly late: 'observed' | 'trusted' | 'never'
}
export const sound: Rules = { fence: true, chain: true, adopt: 'own', late: 'observed' }

/** Time is counted in minutes: the deadline, when everybody knows that it is over, and by how much a date is set back. */
export const deadlineMinute = 1000
export const overMinute = deadlineMinute + 1
export const setBackMinutes = 60

export const slots = ['q1', 'q2', 'q3'] as const

/** An answer, or a question looked at for the first time (`value` null). */
interface Entry {
  readonly slot: string
  readonly value: string | null
  readonly ghost: boolean
  readonly takenOver: boolean
  /** The minute in which it was made, and how often the date of its machine had been set back by then. */
  readonly made: number
  readonly setBack: number
}
interface Numbered extends Entry {
  readonly seq: number
}
interface Epoch {
  readonly machine: number
  fence: number | null
  readonly stored: Map<number, Entry & { readonly arrived: number }>
  /** What was signed and arrived late: up to which number, and when the seat was last heard of before, if anybody knows. */
  readonly heads: { readonly seq: number; readonly lastContact: number | null }[]
}
interface Machine {
  setBack: number
  readonly disk: (Numbered & { readonly epoch: number })[]
  closedThrough: number
}
interface ModelPage {
  readonly machine: number
  epoch: number
  /** Writes and sends; false once it heard that another page goes on, or is gone. */
  live: boolean
  gone: boolean
  next: number
  acked: number
  tail: Numbered[]
  waitsFor: number | null
  shown: Map<string, string>
  seen: Set<string>
  current: number
  /** Acts a changed page made after the end. */
  overtime: number
}
interface Message {
  readonly page: number
  readonly epoch: number
  readonly events: readonly Numbered[]
  /** Up to which number its page had written when it was signed; null where nothing is signed. */
  readonly signed: number | null
  /** Still on its way to a server. */
  travels: boolean
  /** Its page still waits for the reply. */
  awaited: boolean
  reply: { readonly acked: number; readonly fenced: boolean } | null
}

export type Action =
  | { readonly kind: 'type'; readonly page: number; readonly slot: string; readonly value: string }
  | { readonly kind: 'flush'; readonly page: number }
  | { readonly kind: 'arrive'; readonly message: number; readonly node: number; readonly twice: boolean }
  | { readonly kind: 'reply' | 'lose' | 'timeout'; readonly message: number }
  | { readonly kind: 'burst'; readonly messages: readonly number[] }
  | {
      readonly kind: 'open'
      readonly machine: number
      /** The page in hand, and whether it goes. */
      readonly from: number
      readonly leaves: boolean
      readonly dies: boolean
    }
  | { readonly kind: 'resume'; readonly page: number }
  /** A minute passes, or the end; a server is started anew; the date of a machine is set back. */
  | { readonly kind: 'pass' | 'over' | 'restart' }
  | { readonly kind: 'setBack'; readonly machine: number }
  /** A changed page goes on writing after the end, with its date set back. */
  | { readonly kind: 'overtime'; readonly page: number; readonly slot: string; readonly seq: number }
  | {
      readonly kind: 'ghost'
      readonly page: number
      readonly slot: string
      readonly epoch: number
      readonly seq: number
    }

export interface View {
  readonly epochs: readonly { readonly fence: number | null; readonly highWater: number }[]
  readonly answers: Readonly<Record<string, string>>
  readonly pages: readonly (null | {
    readonly epoch: number
    readonly unsent: number
    readonly shown: Readonly<Record<string, string>>
  })[]
}

export const openModel = (rules: Rules) => {
  const epochs: Epoch[] = []
  const machines: Machine[] = [0, 1].map(() => ({ setBack: 0, disk: [], closedThrough: 0 }))
  const pages: ModelPage[] = []
  const messages: Message[] = []
  /** What the candidate last typed, as far as they can know it; a change of machine excuses what never arrived. */
  const truth = new Map<string, string>()
  const faults: string[] = []
  let inHand = -1
  let minute = 0
  let lastContact = 0
  let watchedSince = 0

  const epochAt = (epoch: number): Epoch => epochs[epoch - 1] as Epoch
  const highWater = ({ stored }: Epoch): number => {
    let seq = 0
    while (stored.has(seq + 1)) seq += 1
    return seq
  }
  const chained = (epoch: Epoch): (Entry & { readonly arrived: number })[] => {
    const last = rules.fence && epoch.fence !== null ? epoch.fence : highWater(epoch)
    return Array.from({ length: last }, (_, at) => epoch.stored.get(at + 1) as never)
  }
  /** Whether something that arrived late counts of itself: signed, made in time behind a cut that was seen, by clocks nobody touched. */
  const speaksForItself = (epoch: Epoch, entry: Entry, seq: number): boolean => {
    const chain = chained(epoch)
    const own = chain.filter(({ arrived, takenOver }) => arrived <= deadlineMinute && !takenOver)
    const clocksSeen = own.some(({ arrived, made }) => arrived === made)
    const setBack = own.at(-1)?.setBack
    return (
      clocksSeen &&
      !entry.takenOver &&
      entry.made <= deadlineMinute &&
      entry.setBack === setBack &&
      epoch.heads.some(
        (head) =>
          head.seq >= seq &&
          chain[head.seq - 1]?.setBack === setBack &&
          head.lastContact !== null &&
          head.lastContact <= entry.made,
      )
    )
  }
  const countsLate = (epoch: Epoch, entry: Entry, seq: number): boolean =>
    rules.late === 'trusted'
      ? entry.made - entry.setBack * setBackMinutes <= deadlineMinute
      : rules.late === 'observed' && speaksForItself(epoch, entry, seq)
  const counting = (): Entry[] =>
    epochs.flatMap((epoch) =>
      chained(epoch).filter(
        (entry, at) => entry.arrived <= deadlineMinute || countsLate(epoch, entry, at + 1),
      ),
    )
  /** Somebody has to decide about the newest answer to this question, or about one before it. */
  const isAsked = (slot: string): boolean =>
    epochs.some((epoch) =>
      chained(epoch).some(
        (entry, at) =>
          entry.slot === slot &&
          entry.arrived > deadlineMinute &&
          entry.made <= deadlineMinute &&
          !speaksForItself(epoch, entry, at + 1),
      ),
    )
  const answers = (): Map<string, string> => {
    const told = new Map<string, string>()
    for (const { slot, value } of counting()) if (value !== null) told.set(slot, value)
    return told
  }

  const put = (
    page: ModelPage,
    entry: Pick<Entry, 'slot' | 'value' | 'takenOver'> & Partial<Entry>,
  ): void => {
    const machine = machines[page.machine] as Machine
    const written = {
      made: minute,
      setBack: machine.setBack,
      ...entry,
      ghost: false,
      seq: page.next,
    }
    page.next += 1
    page.tail.push(written)
    page.seen.add(entry.slot)
    if (entry.value !== null) page.shown.set(entry.slot, entry.value)
    // The machine's own store closes an epoch once a later page of that machine has taken it over.
    if (page.epoch <= machine.closedThrough) page.live = false
    else machine.disk.push({ ...written, epoch: page.epoch })
  }

  const send = (at: number): void => {
    const page = pages[at] as ModelPage
    if (!page.live || page.waitsFor !== null) return
    page.waitsFor = messages.length
    messages.push({
      page: at,
      epoch: page.epoch,
      events: page.tail.slice(0, 50),
      signed: page.tail.at(-1)?.seq ?? null,
      travels: true,
      awaited: true,
      reply: null,
    })
  }

  /** One page is let in: the epoch before is fenced, and the new page takes over what its machine still holds. */
  const letIn = (at: number, dies: boolean): void => {
    const page = pages[at] as ModelPage
    const last = epochs.at(-1)
    if (last && last.fence === null) last.fence = highWater(last)
    epochs.push({ machine: page.machine, fence: null, stored: new Map(), heads: [] })
    lastContact = minute
    Object.assign(page, { epoch: epochs.length, next: 1, acked: 0, tail: [], waitsFor: null })
    page.live = !dies
    page.gone = dies
    if (dies) return
    page.shown = new Map(answers())
    page.seen = new Set(counting().map(({ slot }) => slot))
    const machine = machines[page.machine] as Machine
    let own = epochs.length
    while (own > 1 && epochAt(own - 1).machine === page.machine) own -= 1
    const taken = machine.disk.filter((kept) => {
      if (rules.adopt === 'none') return false
      if (rules.adopt === 'any') return !kept.takenOver
      return (
        kept.epoch >= own && kept.epoch > machine.closedThrough && kept.seq > (epochAt(kept.epoch).fence ?? 0)
      )
    })
    machine.closedThrough = epochs.length - 1
    for (const { slot, value, made, setBack } of taken.toSorted((a, b) => a.epoch - b.epoch || a.seq - b.seq))
      put(page, { slot, value, takenOver: true, made, setBack })
    if (taken.length > 0) send(at)
    visit(page)
  }

  /** The page shows the question seen last; looking at one for the first time is an entry too. */
  const visit = (page: ModelPage): void => {
    if (page.current === 0)
      page.current = Math.max(
        0,
        slots.findLastIndex((slot) => page.seen.has(slot)),
      )
    const slot = slots[page.current] as string
    if (!page.seen.has(slot)) put(page, { slot, value: null, takenOver: false })
  }

  const open = (machine: number, leaves: boolean, dies: boolean): void => {
    const before = pages[inHand]
    if (leaves && before) Object.assign(before, { live: false, gone: true })
    pages.push({
      machine,
      epoch: 0,
      live: false,
      gone: false,
      next: 1,
      acked: 0,
      tail: [],
      waitsFor: null,
      shown: new Map(),
      seen: new Set(),
      current: 0,
      overtime: 0,
    })
    takesSeat(pages.length - 1, dies)
  }

  const takesSeat = (at: number, dies: boolean): void => {
    const from = pages[inHand]
    const page = pages[at] as ModelPage
    letIn(at, dies)
    if (dies) return
    inHand = at
    if (from) checkAcked(from)
    if (from && from.machine !== page.machine) {
      // What never arrived from the other machine is gone from view; the candidate goes on from what is shown.
      const told = answers()
      const unsent = new Set(from.tail.map(({ slot }) => slot))
      for (const slot of slots) {
        if (!unsent.has(slot)) continue
        const value = told.get(slot)
        if (value === undefined) truth.delete(slot)
        else truth.set(slot, value)
      }
    }
    for (const slot of slots)
      if (page.shown.get(slot) !== truth.get(slot))
        faults.push(`${slot} is shown wrong when a page is let in`)
  }

  const arrive = (at: number, twice: boolean): void => {
    const message = messages[at] as Message
    const epoch = epochAt(message.epoch)
    const { signed } = message
    if (minute > deadlineMinute && signed !== null && !epoch.heads.some(({ seq }) => seq === signed))
      epoch.heads.push({ seq: signed, lastContact: lastContact >= watchedSince ? lastContact : null })
    lastContact = minute
    for (const { seq, ...entry } of message.events) {
      if (epoch.stored.has(seq) || (rules.chain && entry.ghost)) continue
      epoch.stored.set(seq, { ...entry, arrived: minute })
    }
    message.travels = twice
    // What arrived beyond a fence is kept, and not acknowledged: acknowledged means that it counts.
    const counts = rules.fence
      ? Math.min(highWater(epoch), epoch.fence ?? highWater(epoch))
      : highWater(epoch)
    if (message.awaited) message.reply = { acked: counts, fenced: message.epoch !== epochs.length }
  }

  /** Nothing acknowledged is ever missing from what counts. */
  const checkAcked = (page: ModelPage): void => {
    const fence = page.epoch > 0 ? epochAt(page.epoch).fence : null
    if (fence !== null && page.acked > fence)
      faults.push(`acknowledged in epoch ${page.epoch} and not counted`)
  }

  const hear = (at: number): void => {
    const message = messages[at] as Message
    const page = pages[message.page] as ModelPage
    const reply = message.reply
    Object.assign(message, { awaited: false, reply: null })
    if (page.waitsFor !== at) return
    page.waitsFor = null
    if (!reply || !page.live) return
    page.acked = Math.max(page.acked, Math.min(reply.acked, page.next - 1))
    page.tail = page.tail.filter(({ seq }) => seq > page.acked)
    if (reply.fenced) page.live = false
  }

  const apply = (action: Action): void => {
    switch (action.kind) {
      case 'type': {
        const page = pages[action.page] as ModelPage
        if (!page.live || page.shown.get(action.slot) === action.value) return
        put(page, { slot: action.slot, value: action.value, takenOver: false })
        if (action.page === inHand && page.live) truth.set(action.slot, action.value)
        return
      }
      case 'flush':
        return send(action.page)
      case 'arrive':
        return arrive(action.message, action.twice)
      case 'reply':
        return hear(action.message)
      case 'lose':
      case 'timeout': {
        const message = messages[action.message] as Message
        if (action.kind === 'lose') message.travels = false
        message.reply = null
        return hear(action.message)
      }
      case 'burst':
        for (const at of action.messages) {
          arrive(at, false)
          ;(messages[at] as Message).reply = null
          hear(at)
        }
        return
      case 'open':
        return open(action.machine, action.leaves, action.dies)
      case 'resume':
        return takesSeat(action.page, false)
      case 'pass':
        minute += 1
        return
      case 'over':
        minute = overMinute
        return
      case 'restart':
        watchedSince = minute
        return
      case 'setBack':
        ;(machines[action.machine] as Machine).setBack += 1
        return
      case 'overtime': {
        const page = pages[action.page] as ModelPage
        page.overtime += 1
        const entry = { slot: action.slot, value: 'ghost', ghost: false, takenOver: false }
        messages.push({
          page: action.page,
          epoch: page.epoch,
          events: [{ ...entry, made: minute, setBack: 1, seq: action.seq }],
          signed: action.seq,
          travels: true,
          awaited: false,
          reply: null,
        })
        return
      }
      case 'ghost': {
        const { slot, epoch, seq } = action
        const ghost = { slot, value: 'ghost', ghost: true, takenOver: false, made: minute, setBack: 0 }
        messages.push({
          page: action.page,
          epoch,
          events: [{ ...ghost, seq }],
          signed: null,
          travels: true,
          awaited: false,
          reply: null,
        })
      }
    }
  }

  return {
    apply,
    faults,
    truth: (): Readonly<Record<string, string>> => Object.fromEntries(truth),
    inHand: () => inHand,
    isOver: (): boolean => minute > deadlineMinute,
    /** The end may come: the page in hand is the one that was let in last. */
    mayEnd: (): boolean =>
      minute <= deadlineMinute && pages[inHand]?.live === true && pages[inHand]?.epoch === epochs.length,
    pages: (): readonly Readonly<ModelPage>[] => pages,
    messages: (): readonly Readonly<Message>[] => messages,
    check(when: string): void {
      for (const page of pages) checkAcked(page)
      const told = answers()
      for (const slot of slots)
        if (told.get(slot) !== truth.get(slot) && !isAsked(slot))
          faults.push(`${slot} is ${told.get(slot)}, not ${truth.get(slot)}, ${when}`)
      if (counting().some(({ made }) => made > deadlineMinute))
        faults.push(`something made after the end counts ${when}`)
    },
    /** Handed in: from now on nothing more counts. */
    freeze(): void {
      for (const epoch of epochs) epoch.fence ??= highWater(epoch)
    },
    view: (): View => ({
      epochs: epochs.map((epoch) => ({ fence: epoch.fence, highWater: highWater(epoch) })),
      answers: Object.fromEntries([...answers()].toSorted()),
      pages: pages.map((page) =>
        page.live
          ? {
              epoch: page.epoch,
              unsent: page.tail.length,
              shown: Object.fromEntries([...page.shown].toSorted()),
            }
          : null,
      ),
    }),
  }
}

export type Model = ReturnType<typeof openModel>

import type { JournalEvent } from '../kernel/exam-journal/event.ts'
import type { KeptEvent } from '../kernel/exam-journal/writer.ts'
import type { SealedPaper } from './prepared-start.ts'
import { randomName, type KeptKey, type MachineStore } from './machine-store.ts'

const databaseName = 'zhixin-exam'
const keptDays = 30

interface EventRow extends KeptEvent {
  readonly attempt: string
  readonly seq: number
}

interface PaperRow {
  readonly sealed: SealedPaper
  readonly keptAt: number
}

const done = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('error', () => reject(transaction.error ?? new Error('storage failed')))
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('storage was aborted')))
  })

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('storage failed')))
  })

const openDatabase = (factory: IDBFactory): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = factory.open(databaseName, 3)
    request.addEventListener('upgradeneeded', ({ oldVersion }) => {
      if (oldVersion < 1) {
        request.result
          .createObjectStore('event', { keyPath: ['attempt', 'epoch', 'seq'] })
          .createIndex('wall', 'event.wall')
        request.result.createObjectStore('closed')
        request.result.createObjectStore('machine')
      }
      if (oldVersion < 2) request.result.createObjectStore('paper').createIndex('keptAt', 'keptAt')
      request.result.createObjectStore('key').createIndex('keptAt', 'keptAt')
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('storage cannot be opened')))
    request.addEventListener('blocked', () => reject(new Error('storage is blocked')))
  })

interface KeyRow extends KeptKey {
  readonly keptAt: number
}

/** Epochs of one attempt as a key range. */
const ofAttempt = (attempt: string): IDBKeyRange =>
  IDBKeyRange.bound([attempt, 0, 0], [attempt, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER])

/**
 * The machine's own copy in IndexedDB. Chromium reports a transaction as complete before it is on the disk unless it is
 * asked for strict durability, so every writing transaction asks.
 */
export const indexedDbStore = async (factory: IDBFactory = indexedDB): Promise<MachineStore> => {
  const database = await openDatabase(factory)
  database.addEventListener('versionchange', () => database.close())
  const writing = (...stores: string[]): IDBTransaction =>
    database.transaction(stores, 'readwrite', { durability: 'strict' })
  await forgetOld(writing('event'), 'event', 'wall')
  await forgetOld(writing('paper'), 'paper', 'keptAt')
  await forgetOld(writing('key'), 'key', 'keptAt')
  const put = (
    transaction: IDBTransaction,
    attempt: string,
    epoch: number,
    events: readonly JournalEvent[],
  ): void => {
    const store = transaction.objectStore('event')
    for (const event of events) store.put({ attempt, epoch, seq: event.seq, event } satisfies EventRow)
  }
  return {
    durable: true,
    async machine() {
      const transaction = writing('machine')
      const store = transaction.objectStore('machine')
      const known: unknown = await answerOf(store.get('name'))
      const name = typeof known === 'string' ? known : randomName()
      if (name !== known) store.put(name, 'name')
      await done(transaction)
      return name
    },
    async keep(attempt, epoch, events) {
      const transaction = writing('event', 'closed')
      const closedThrough =
        ((await answerOf(transaction.objectStore('closed').get(attempt))) as number | undefined) ?? 0
      if (epoch <= closedThrough) return 'closed'
      put(transaction, attempt, epoch, events)
      await done(transaction)
      return 'kept'
    },
    async takeOver(attempt, epoch, events) {
      const transaction = writing('event', 'closed')
      put(transaction, attempt, epoch, events)
      transaction.objectStore('closed').put(epoch - 1, attempt)
      await done(transaction)
    },
    async keepSealedPaper(attempt, sealed) {
      const transaction = writing('paper')
      transaction.objectStore('paper').put({ sealed, keptAt: Date.now() } satisfies PaperRow, attempt)
      await done(transaction)
    },
    async sealedPaper(attempt) {
      const transaction = database.transaction('paper', 'readonly')
      const row = await answerOf(
        transaction.objectStore('paper').get(attempt) as IDBRequest<PaperRow | undefined>,
      )
      return row?.sealed ?? null
    },
    async keepKey(attempt, key) {
      const transaction = writing('key')
      // A private key is kept as the browser's own object: it goes on signing after a reload, and nobody can read it.
      transaction.objectStore('key').put({ ...key, keptAt: Date.now() } satisfies KeyRow, attempt)
      await done(transaction)
    },
    async keptKey(attempt) {
      const store = database.transaction('key', 'readonly').objectStore('key')
      return (await answerOf(store.get(attempt) as IDBRequest<KeyRow | undefined>)) ?? null
    },
    async kept(attempt) {
      const transaction = database.transaction(['event', 'closed'], 'readonly')
      const [rows, closedThrough] = await Promise.all([
        answerOf(transaction.objectStore('event').getAll(ofAttempt(attempt)) as IDBRequest<EventRow[]>),
        answerOf(transaction.objectStore('closed').get(attempt) as IDBRequest<number | undefined>),
      ])
      return { events: rows.map(({ epoch, event }) => ({ epoch, event })), closedThrough: closedThrough ?? 0 }
    },
  }
}

/** A machine of an exam room sees many candidates: what is a month old is long at the centre or beyond use. */
const forgetOld = async (transaction: IDBTransaction, store: string, by: string): Promise<void> => {
  const range = IDBKeyRange.upperBound(Date.now() - keptDays * 86_400_000)
  const cursor = transaction.objectStore(store).index(by).openCursor(range)
  cursor.addEventListener('success', () => {
    cursor.result?.delete()
    cursor.result?.continue()
  })
  await done(transaction)
}

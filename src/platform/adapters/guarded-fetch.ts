import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { DocumentFailure, DocumentRead, OutsideDocuments } from '../ports/ports.ts'
import { isPublicAddress } from './public-address.ts'

const mostBytes = 1024 * 1024
const mostRedirects = 3
const waitMs = 6_000

export interface FetchRim {
  /** How names become addresses; the system's resolver unless told. */
  readonly lookup?: (
    hostname: string,
    done: (error: Error | null, addresses: readonly LookupAddress[]) => void,
  ) => void
  /** Which addresses may be connected to; those of the public internet unless told. */
  readonly allows?: (address: string) => boolean
  /** Authorities trusted in place of the system's. */
  readonly ca?: string
  readonly waitMs?: number
}

/** Why a document could not be had; thrown inside, answered outside. */
class Unread extends Error {
  readonly reason: DocumentFailure
  constructor(reason: DocumentFailure) {
    super(reason)
    this.reason = reason
  }
}

/**
 * Reads documents of others by addresses that others chose: https alone, no address of this house or its neighbours, few
 * redirects, little time, little size, and nothing of ours sent along. A name is resolved once and the very addresses that
 * were judged are connected to, so that a name which changes its answer (rebinding) gains nothing; every redirect is judged anew.
 */
export const guardedFetch = (rim: FetchRim = {}): OutsideDocuments => {
  const allows = rim.allows ?? isPublicAddress
  const resolve =
    rim.lookup ??
    ((hostname, done) =>
      systemLookup(hostname, { all: true }, (error, addresses) => done(error, addresses ?? [])))

  const judged: LookupFunction = (hostname, options, callback) =>
    resolve(hostname, (error, addresses) => {
      const [first] = addresses
      if (error || !first) return callback(error ?? new Unread('unreachable'), '', 0)
      // One private address among them is enough: which one is connected to is not ours to choose.
      if (!addresses.every(({ address }) => allows(address)))
        return callback(new Unread('address-refused'), '', 0)
      return options.all === true
        ? (callback as unknown as (error: null, all: LookupAddress[]) => void)(null, [...addresses])
        : callback(null, first.address, first.family)
    })

  const ask = (url: URL, signal: AbortSignal): Promise<IncomingMessage> =>
    new Promise((resolved, rejected) => {
      const host = url.hostname.replace(/^\[|\]$/g, '')
      // A literal address is looked up by nobody.
      if (isIP(host) !== 0 && !allows(host)) return rejected(new Unread('address-refused'))
      const sent = request(url, {
        lookup: judged,
        agent: false,
        signal,
        headers: { accept: 'application/json, application/*;q=0.8', 'accept-encoding': 'identity' },
        ...(rim.ca === undefined ? {} : { ca: rim.ca }),
      })
      sent.once('socket', (socket) =>
        socket.once('connect', () => {
          if (!allows(socket.remoteAddress ?? '')) sent.destroy(new Unread('address-refused'))
        }),
      )
      sent.once('response', resolved)
      sent.once('error', rejected)
      sent.end()
    })

  const readFrom = async (address: string, signal: AbortSignal): Promise<Uint8Array> => {
    let url = addressOf(address)
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      const reply = await ask(url, signal)
      const status = reply.statusCode ?? 0
      if (status >= 300 && status < 400 && reply.headers.location !== undefined) {
        reply.destroy()
        url = addressOf(reply.headers.location, url)
        continue
      }
      if (status === 200) return await bodyOf(reply)
      reply.destroy()
      throw new Unread('status')
    }
    throw new Unread('redirects')
  }

  return {
    async read(address): Promise<DocumentRead> {
      const signal = AbortSignal.timeout(rim.waitMs ?? waitMs)
      try {
        return { read: true, bytes: await readFrom(address, signal) }
      } catch (error) {
        if (error instanceof Unread) return { read: false, reason: error.reason }
        return { read: false, reason: signal.aborted ? 'too-slow' : 'unreachable' }
      }
    },
  }
}

const addressOf = (address: string, base?: URL): URL => {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
    throw new Unread('address-refused')
  return url
}

const bodyOf = async (reply: IncomingMessage): Promise<Uint8Array> => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of reply as AsyncIterable<Buffer>) {
    size += part.length
    if (size > mostBytes) {
      reply.destroy()
      throw new Unread('too-large')
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

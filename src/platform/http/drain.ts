import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * How long what has been begun may take once the process is to end. Shorter than the patience of `main/lifetime.ts`, so that
 * the queue and the database are still closed in order.
 */
const patienceMs = 15_000

/**
 * Lets a server end: what is being answered is answered, and every connection on which nothing is asked is closed at once.
 * Node closes only those that have asked before; a browser's spare connection, or a proxy's, which has sent nothing or half
 * a request's head, would hold the process until it is killed.
 *
 * @returns begins the end: to be called once, before the server stops listening. Whoever is still sending or being
 * answered after the patience is cut off, and `cut` is told of how many.
 */
export const drainOf = (
  server: Server,
  patience = patienceMs,
): ((cut: (connections: number) => void) => void) => {
  const asked = new Map<Socket, Set<ServerResponse>>()
  let ending = false
  server.on('connection', (socket: Socket) => {
    asked.set(socket, new Set())
    socket.once('close', () => asked.delete(socket))
    if (ending) socket.destroy()
  })
  server.prependListener('request', ({ socket }, reply: ServerResponse) => {
    const replies = asked.get(socket)
    replies?.add(reply)
    if (ending) tellToGo(reply)
    reply.once('close', () => {
      replies?.delete(reply)
      if (ending && replies?.size === 0) socket.destroySoon()
    })
  })
  return (cut) => {
    ending = true
    for (const [socket, replies] of asked) {
      if (replies.size === 0) socket.destroy()
      for (const reply of replies) tellToGo(reply)
    }
    const end = setTimeout(() => {
      cut(asked.size)
      for (const socket of asked.keys()) socket.destroy()
    }, patience)
    end.unref()
    server.once('close', () => clearTimeout(end))
  }
}

/** Says with the reply that no further request is read here, where its head is not sent yet. */
const tellToGo = (reply: ServerResponse): void => {
  if (!reply.headersSent) reply.shouldKeepAlive = false
}

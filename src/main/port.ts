import { createServer } from 'node:net'
import { EnvironmentError } from '../platform/environment-error.ts'

/**
 * Finds out, before anything else is started, whether we may listen there; answers the port, which for 0 is one that is
 * free now. @throws EnvironmentError port.*
 */
export const findPort = (host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => reject(portError(error, host, port)))
    probe.listen({ host, port }, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })

export const portError = (error: NodeJS.ErrnoException, host: string, port: number): Error => {
  if (error.code === 'EADDRINUSE') return new EnvironmentError('port.taken', { host, port })
  if (error.syscall === 'listen' || error.syscall === 'getaddrinfo') {
    return new EnvironmentError('port.refused', { host, port, reason: error.code ?? error.message })
  }
  return error
}

import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { findPort } from '../../src/main/port.ts'
import { identityClient } from '../identity-client.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    baseUrl: string
    appDataFolder: string
    /** Where the app looks for its identity provider: nobody answers there until a spec starts one. */
    identityProviderPort: number
  }
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const patienceMs = 240_000

export interface StartedApp {
  readonly baseUrl: string
  readonly folder: string
  /** What it has printed so far. */
  printed(): string
  stop(): Promise<void>
}

/** The product as `npm start` gives it, on a database of its own and a port of its own unless `PORT` is among the settings. */
export const startApp = async (settings: Record<string, string> = {}): Promise<StartedApp> => {
  const folder = await mkdtemp(join(tmpdir(), 'zhixin-browser-'))
  const port = Number(settings['PORT'] ?? (await findPort('127.0.0.1', 0)))
  const baseUrl = `http://127.0.0.1:${port}`
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
  const app = spawn(process.execPath, ['src/main/start.ts'], {
    cwd: root,
    env: {
      PATH,
      HOME,
      ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}),
      PORT: String(port),
      ZHIXIN_DATA: folder,
      TZ: 'UTC',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  app.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  const ended = new Promise<number | null>((resolve) => {
    app.once('exit', (code) => resolve(code))
  })
  await untilReady(baseUrl, ended).catch(async (error: unknown) => {
    // Nobody else would end it.
    app.kill('SIGTERM')
    await ended
    throw error
  })
  return {
    baseUrl,
    folder,
    printed: () => printed,
    async stop() {
      app.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Vitest global set-up of the browser journeys: one app with its demonstration for all of them. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const identityProviderPort = await findPort('127.0.0.1', 0)
  const app = await startApp({
    ZHIXIN_OIDC_ISSUER: `http://127.0.0.1:${identityProviderPort}`,
    ZHIXIN_OIDC_CLIENT_ID: identityClient.clientId,
    ZHIXIN_OIDC_CLIENT_SECRET: identityClient.clientSecret,
    ZHIXIN_OIDC_NAME: '市统一身份认证',
  })
  project.provide('identityProviderPort', identityProviderPort)
  project.provide('baseUrl', app.baseUrl)
  project.provide('appDataFolder', app.folder)
  return app.stop
}

const untilReady = async (baseUrl: string, ended: Promise<number | null>): Promise<void> => {
  let over = false
  void ended.then(() => {
    over = true
  })
  const giveUpAt = Date.now() + patienceMs
  while (!over && Date.now() < giveUpAt) {
    const ready = await fetch(`${baseUrl}/readyz`).then(
      (reply) => reply.ok,
      () => false,
    )
    if (ready) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(over ? `the app ended with ${await ended}` : 'the app did not become ready')
}

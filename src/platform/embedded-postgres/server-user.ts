import { execFile, spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { readFile } from 'node:fs/promises'

/**
 * Under which user PostgreSQL runs: it refuses root.
 * `self`: we are not root. `namespace`: we are, and a user namespace shows the server another uid while the kernel
 * still grants it root's file rights, so nothing is created or given away on the machine. `other`: user namespaces
 * are refused (default Docker), so it really runs as that uid and needs files it may read.
 */
export type ServerUser =
  | { readonly kind: 'self' }
  | { readonly kind: 'namespace'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'other'; readonly uid: number; readonly gid: number }

/** Chooses by trying: `mustReach` is a folder the server has to be able to write and a binary it has to run. */
export const chooseServerUser = async (mustReach: {
  readonly folder: string
  readonly binary: string
}): Promise<ServerUser> => {
  if (process.getuid?.() !== 0) return { kind: 'self' }
  const { uid, gid } = await unprivilegedUser()
  const namespace = { kind: 'namespace', uid, gid } as const
  return (await canReach(namespace, mustReach)) ? namespace : { kind: 'other', uid, gid }
}

/** `nobody`, or another user of /etc/passwd: initdb looks the name of its own uid up and fails without one. */
const unprivilegedUser = async (): Promise<{ uid: number; gid: number }> => {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'))
  const users = lines
    .map((fields) => ({ name: fields[0], uid: Number(fields[2]), gid: Number(fields[3]) }))
    .filter((user) => user.uid > 0)
  const chosen = users.find((user) => user.name === 'nobody') ?? users[0]
  return chosen ? { uid: chosen.uid, gid: chosen.gid } : { uid: 65534, gid: 65534 }
}

const canReach = (
  user: ServerUser,
  mustReach: { readonly folder: string; readonly binary: string },
): Promise<boolean> => {
  const [command, args] = commandAs(user, 'sh', [
    '-c',
    'test -w "$1" && exec "$2" --version',
    'sh',
    mustReach.folder,
    mustReach.binary,
  ])
  return new Promise((resolve) => {
    execFile(command, args, { timeout: 5000 }, (error) => resolve(error === null))
  })
}

const commandAs = (user: ServerUser, program: string, args: readonly string[]): [string, string[]] =>
  user.kind === 'namespace'
    ? ['unshare', ['--user', `--map-user=${user.uid}`, `--map-group=${user.gid}`, '--', program, ...args]]
    : [program, [...args]]

/** Starts a program as that user. `detached` gives it a process group of its own, which Ctrl-C on ours does not reach. */
export const spawnAs = (
  user: ServerUser,
  program: string,
  args: readonly string[],
  options: { cwd: string; stdio: StdioOptions; env: NodeJS.ProcessEnv; detached: boolean },
): ChildProcess => {
  const [command, commandArgs] = commandAs(user, program, args)
  return spawn(command, commandArgs, {
    ...options,
    ...(user.kind === 'other' ? { uid: user.uid, gid: user.gid } : {}),
  })
}

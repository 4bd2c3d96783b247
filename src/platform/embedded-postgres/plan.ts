import type { ClusterFolder } from './cluster-folder.ts'
import type { ServerUser } from './server-user.ts'

/** Everything that starting needs to know: which binaries, as whom, where. */
export interface Plan {
  readonly native: string
  /** Major version of the binaries: no other can read a cluster of theirs. */
  readonly major: string
  readonly user: ServerUser
  readonly cluster: ClusterFolder
  readonly dataHome: string
}

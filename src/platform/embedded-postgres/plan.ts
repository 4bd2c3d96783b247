import type { ClusterFolder } from './cluster-folder.ts'
import type { ServerUser } from './server-user.ts'

/** Everything that starting needs to know: which binaries, as whom, where. */
export interface Plan {
  readonly native: string
  readonly user: ServerUser
  readonly cluster: ClusterFolder
  readonly dataHome: string
}

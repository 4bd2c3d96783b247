/** The pack and everything it stands on, each once, nearest first; layers that are not there are left out. */
export const withLayers = <P extends { readonly id: string; readonly pack: unknown }>(
  packId: string,
  packs: ReadonlyMap<string, P>,
): P[] => {
  const found: P[] = []
  const queue = [packId]
  while (queue.length > 0) {
    const pack = packs.get(queue.shift() as string)
    if (!pack || found.includes(pack)) continue
    found.push(pack)
    const { on } = pack.pack as { on?: unknown }
    if (Array.isArray(on)) queue.push(...on.filter((name) => typeof name === 'string'))
  }
  return found
}

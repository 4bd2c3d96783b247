import { asPublicKey, keyIdOf, type PublicKey } from './keys.ts'
import { checkSignedObject, type SignatureFinding } from './statement.ts'
import { asList, asObject, asText, type JsonObject, type JsonValue } from './strict-json.ts'

export const keyChangeSchema = 'zhixin.key-change/1'
/** What the new key is endorsed for, and nothing else. */
export const keyChangePurpose = 'certificates-and-log'

/** A new signing key as the one before it names it. Signed by the old key, whose id and signature stand beside it. */
export interface KeyChange {
  readonly schema: typeof keyChangeSchema
  readonly purpose: typeof keyChangePurpose
  readonly newKeyId: string
  readonly newKey: PublicKey
  /** Instant of the change, by the clock of whoever made it. */
  readonly at: string
}

/** What a change endorses, if it is one: a key whose id is its own, for this purpose. */
const endorsedKey = async (signed: JsonObject): Promise<PublicKey | undefined> => {
  const key = asPublicKey(signed['newKey'])
  const isChange = signed['schema'] === keyChangeSchema && signed['purpose'] === keyChangePurpose
  return key && isChange && signed['newKeyId'] === (await keyIdOf(key)) ? key : undefined
}

/** Whether a change was signed by one of the keys, in a form that endorses anything at all. */
export const checkKeyChange = async (
  signed: JsonObject,
  keys: readonly PublicKey[],
): Promise<SignatureFinding> => ((await endorsedKey(signed)) ? checkSignedObject(signed, keys) : 'wrong')

export interface EndorsedStep {
  readonly from: string
  readonly to: string
  readonly at: string
}

/** Follows endorsements from trusted keys as far as they lead: those keys, the ones they vouch for, and by which steps. */
export const endorsedKeys = async (
  trusted: readonly PublicKey[],
  changes: JsonValue | undefined,
): Promise<{ readonly keys: readonly PublicKey[]; readonly steps: readonly EndorsedStep[] }> => {
  const keys = [...trusted]
  const steps: EndorsedStep[] = []
  const known = new Set(await Promise.all(trusted.map(keyIdOf)))
  let waiting = (asList(changes) ?? []).map(asObject).filter((one) => one !== undefined)
  for (let grown = true; grown; ) {
    grown = false
    const left: JsonObject[] = []
    for (const change of waiting) {
      const [from, to] = [asText(change['keyId']) ?? '', asText(change['newKeyId']) ?? '']
      if (!known.has(from) || known.has(to)) left.push(change)
      else if ((await checkKeyChange(change, keys)) === 'right') {
        keys.push(asPublicKey(change['newKey']) as PublicKey)
        steps.push({ from, to, at: asText(change['at']) ?? '' })
        known.add(to)
        grown = true
      }
    }
    waiting = left
  }
  return { keys, steps }
}

import { Segmented } from 'antd'
import { useWords, type Word } from '../../i18n/words.ts'
import './api-keys.css'

const areas = [
  'training',
  'people',
  'ledger',
  'declarations',
  'certificates',
  'exams',
  'catalogue',
  'programme',
  'organisations',
  'publicity',
  'notifications',
  'audit',
] as const satisfies readonly (Word<'keys'> extends infer W
  ? W extends `area-${infer A}`
    ? A
    : never
  : never)[]
type Area = (typeof areas)[number]

const isArea = (name: string): name is Area => (areas as readonly string[]).includes(name)

/** A scope in words; an action that was given by its name stays what it is. */
export const useScopeWord = (): ((scope: string) => string) => {
  const say = useWords('keys')
  return (scope) => {
    const [name = '', part] = scope.split(':')
    if (!isArea(name)) return scope
    return part === 'read' ? say('scopeRead', { area: say(`area-${name}`) }) : say(`area-${name}`)
  }
}

export interface KeyScopeChoiceProps {
  readonly id?: string
  /** Those that give the role anything. */
  readonly offered: readonly string[]
  readonly value?: readonly string[]
  readonly onChange?: (scopes: string[]) => void
}

/** Area by area: nothing, reading, or all that the role may do there. */
export const KeyScopeChoice = ({ id, offered, value = [], onChange }: KeyScopeChoiceProps) => {
  const say = useWords('keys')
  const choose = (area: Area, scope: string): void =>
    onChange?.([
      ...value.filter((one) => one !== area && one !== `${area}:read`),
      ...(scope === '' ? [] : [scope]),
    ])
  return (
    // Where the summary of faults leads to.
    <div className="key-scopes" tabIndex={-1} {...(id ? { id } : {})}>
      {areas
        .filter((area) => offered.includes(area) || offered.includes(`${area}:read`))
        .map((area) => (
          <div key={area} className="key-scope">
            <span>{say(`area-${area}`)}</span>
            <Segmented
              aria-label={say(`area-${area}`)}
              value={value.find((one) => one === area || one === `${area}:read`) ?? ''}
              onChange={(scope: string) => choose(area, scope)}
              options={[
                { value: '', label: say('scopeNone') },
                ...(offered.includes(`${area}:read`)
                  ? [{ value: `${area}:read`, label: say('scopeReading') }]
                  : []),
                ...(offered.includes(area) ? [{ value: area, label: say('scopeAll') }] : []),
              ]}
            />
          </div>
        ))}
    </div>
  )
}

import { Input, Select } from 'antd'
import { useWords } from '../../../i18n/words.ts'
import { JsonInput } from './condition-field.tsx'
import { isNode, textOf } from './json-path.ts'

type Kind = 'inherited' | 'always' | 'programme' | 'other'

const kindOf = (population: unknown, isOnLayers: boolean): Kind => {
  if (population === undefined) return isOnLayers ? 'inherited' : 'always'
  if (population === 'always') return 'always'
  const isPlain =
    isNode(population) &&
    population['fact'] === 'programme' &&
    typeof population['has'] === 'string' &&
    Object.keys(population).length === 2
  return isPlain ? 'programme' : 'other'
}

/** Whom an obligation reaches: everybody, those who take part under a code, or whatever JSON says. */
export const PopulationField = ({
  value,
  participants,
  isOnLayers,
  onPopulation,
}: {
  value: unknown
  participants: string
  /** Left out, the layers beneath say it. */
  isOnLayers: boolean
  onPopulation: (population: unknown) => void
}) => {
  const say = useWords('rules')
  const kind = kindOf(value, isOnLayers)
  return (
    <div className="condition">
      <Select<Kind>
        aria-label={say('population')}
        value={kind}
        popupMatchSelectWidth={false}
        onChange={(to) => {
          if (to === 'inherited') onPopulation(undefined)
          if (to === 'always') onPopulation('always')
          if (to === 'programme') onPopulation({ fact: 'programme', has: participants })
          if (to === 'other') onPopulation({ all: [value ?? 'always'] })
        }}
        options={[
          ...(isOnLayers ? [{ value: 'inherited' as const, label: say('inherited') }] : []),
          { value: 'always', label: say('everybody') },
          { value: 'programme', label: say('byProgramme') },
          { value: 'other', label: say('byOther') },
        ]}
      />
      {kind === 'programme' && isNode(value) && (
        <Input
          aria-label={say('byProgramme')}
          value={textOf(value['has'])}
          onChange={(event) => onPopulation({ ...value, has: event.target.value })}
        />
      )}
      {kind === 'other' && (
        <JsonInput
          label={`${say('population')} ${say('conditionJson')}`}
          value={value}
          rows={3}
          onJson={onPopulation}
        />
      )}
    </div>
  )
}

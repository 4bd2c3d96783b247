import { Button, Input, Select } from 'antd'
import { useWords } from '../../../../i18n/words.ts'
import { isNode, nodeOf, nodesOf, textOf } from '../json-path.ts'
import { ConditionInput } from './condition-input.tsx'
import { type InputProps, LinesInput, TextInput } from './inputs.tsx'
import { placeIn, withMember } from './scope.ts'

type Way = 'exact' | 'case' | 'ofLine'
const wayOf = (value: unknown): Way =>
  !isNode(value) ? 'exact' : value['ofLine'] === undefined ? 'case' : 'ofLine'

/** How much: a figure, another for some people, or so many times what a requirement asks. */
export const AmountInput = (props: InputProps) => {
  const say = useWords('ruleForms')
  const { value, label, onValue } = props
  const way = wayOf(value)
  const begin = (to: Way) => {
    const figure = isNode(value) ? '10' : textOf(value) || '10'
    if (to === 'exact') onValue(textOf(nodeOf(value)['else']) || '10')
    if (to === 'ofLine') onValue({ ofLine: '', times: '1/2' })
    if (to === 'case')
      onValue({ case: [{ when: { fact: 'titleLevel', is: '' }, gives: figure }], else: figure })
  }
  return (
    <div className="rule-amount">
      <div className="rule-inline">
        {way === 'exact' && <TextInput {...props} short />}
        <Select<Way>
          aria-label={`${label} ${say('amountWay')}`}
          value={way}
          popupMatchSelectWidth={false}
          onChange={begin}
          options={(['exact', 'case', 'ofLine'] as const).map((one) => ({
            value: one,
            label: say(`amount.${one}`),
          }))}
        />
        {way === 'ofLine' && <OfLine {...props} />}
      </div>
      {way === 'case' && <Cases {...props} />}
    </div>
  )
}

const OfLine = ({ value, label, pointer, onValue }: InputProps) => {
  const say = useWords('ruleForms')
  const node = nodeOf(value)
  return (
    <>
      <Input
        className="rule-figure"
        aria-label={`${label} ${say('timesOf')}`}
        placeholder="1"
        value={textOf(node['times'])}
        onChange={(event) => onValue(withMember(node, 'times', event.target.value || undefined))}
      />
      <span>{say('timesOf')}</span>
      <LinesInput
        value={node['ofLine']}
        label={`${label} ${say('amount.ofLine')}`}
        pointer={placeIn(pointer, 'ofLine')}
        onValue={(line) => onValue({ ...node, ofLine: line ?? '' })}
      />
    </>
  )
}

const Cases = ({ value, label, pointer, onValue }: InputProps) => {
  const say = useWords('ruleForms')
  const node = nodeOf(value)
  const rows = nodesOf(node['case'])
  const write = (next: readonly unknown[]) => onValue({ ...node, case: next })
  return (
    <div className="rule-branches">
      {rows.map((row, place) => {
        const at = placeIn(placeIn(pointer, 'case'), place)
        return (
          // A branch is its place: the first that is true decides.
          <div key={place} className="rule-branch" data-pointer={at}>
            <ConditionInput
              value={row['when']}
              label={`${label} ${place + 1} ${say('caseWhen')}`}
              pointer={placeIn(at, 'when')}
              onValue={(when) => write(rows.with(place, { ...row, when }))}
            />
            <AmountInput
              value={row['gives']}
              label={`${label} ${place + 1}`}
              pointer={placeIn(at, 'gives')}
              onValue={(gives) => write(rows.with(place, { ...row, gives: gives ?? '' }))}
            />
            <Button size="small" onClick={() => write(rows.toSpliced(place, 1))}>
              {say('remove')}
            </Button>
          </div>
        )
      })}
      <div className="rule-inline">
        <Button
          size="small"
          onClick={() => write([...rows, { when: { fact: 'titleLevel', is: '' }, gives: '10' }])}
        >
          {say('addCase')}
        </Button>
        <span>{say('caseElse')}</span>
        <AmountInput
          value={node['else']}
          label={`${label} ${say('caseElse')}`}
          pointer={placeIn(pointer, 'else')}
          onValue={(rest) => onValue({ ...node, else: rest ?? '' })}
        />
      </div>
    </div>
  )
}

/** How far a period is filled: to an amount, or to what a requirement asks. */
export const UpToInput = (props: InputProps) => {
  const say = useWords('ruleForms')
  const { value, label, pointer, onValue } = props
  const node = nodeOf(value)
  const isLine = node['line'] !== undefined
  return (
    <div className="rule-inline">
      <Select<string>
        aria-label={`${label} ${say('amountWay')}`}
        value={isLine ? 'line' : 'amount'}
        popupMatchSelectWidth={false}
        onChange={(to) => onValue(to === 'line' ? { line: '' } : '90')}
        options={[
          { value: 'amount', label: say('upTo.amount') },
          { value: 'line', label: say('upTo.line') },
        ]}
      />
      {isLine ? (
        <LinesInput
          value={node['line']}
          label={label}
          pointer={placeIn(pointer, 'line')}
          onValue={(line) => onValue({ line: line ?? '' })}
        />
      ) : (
        <AmountInput {...props} />
      )}
    </div>
  )
}

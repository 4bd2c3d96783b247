import { Button } from 'antd'
import { useWords } from '../../../i18n/words.ts'
import { obligationHead, obligationParts, periods } from './forms/frame-forms.ts'
import { Fields } from './forms/form-fields.tsx'
import { caps, requirements, satisfiedBy, spills } from './forms/requirement-forms.ts'
import {
  allocations,
  carryOver,
  conflicts,
  conversions,
  exempt,
  extension,
  makeUp,
  prorate,
  recognitions,
} from './forms/rule-forms.ts'
import { lineIdsIn, placeIn, ScopeOf } from './forms/scope.ts'
import { nodeOf, type Node, type Path, textOf } from './json-path.ts'
import { BoxPart, ConvertPart, KindPart, ListPart, RequirePart } from './parts.tsx'
import type { Editor } from './use-editor.ts'

/** What parts that come ticked begin with. */
const begun = {
  makeUp: { until: { monthDay: '12-15', yearsAfter: 1 } },
  carryOver: { as: 'same-category', cap: '20' },
  extension: { tiers: [{ until: { monthDay: '03-31', yearsAfter: 1 }, adds: '0' }] },
  prorate: { by: 'months', months: 'full', round: { increment: '1', mode: 'down' } },
  exempt: { partial: 'nothing' },
} as const satisfies Readonly<Record<string, Node>>

/** One obligation: whom it reaches, what it requires, and everything that is said of how it is reckoned. */
export const ObligationFields = ({
  editor,
  path,
  onRemove,
}: {
  readonly editor: Editor
  readonly path: Path
  readonly onRemove?: () => void
}) => {
  const say = useWords('rules')
  const words = useWords('ruleForms')
  const obligation = nodeOf(editor.at(path))
  const pointer = path.reduce<string>(placeIn, '')
  const at = { editor, path }
  return (
    <ScopeOf value={{ pack: editor.pack, lines: lineIdsIn(obligation['require']), faults: editor.faults }}>
      <section
        className="rule-obligation"
        data-pointer={pointer}
        aria-label={`${say('obligation')} ${textOf(obligation['id'])}`}
      >
        <div className="rule-part-head">
          <h3>
            {say('obligation')} <code>{textOf(obligation['id'])}</code>
          </h3>
          {onRemove && (
            <Button size="small" danger onClick={onRemove}>
              {words('removeObligation')}
            </Button>
          )}
        </div>
        <Fields
          form={obligationHead}
          value={withoutParts(obligation)}
          pointer={pointer}
          onValue={(next) => editor.set(path, { ...partsOf(obligation), ...nodeOf(next) })}
        />
        <KindPart {...at} part="period" union={periods} />
        <RequirePart {...at} union={requirements} />
        <ListPart {...at} part="recognise" union={recognitions} />
        <ConvertPart {...at} union={conversions} />
        <ListPart {...at} part="conflicts" union={conflicts} />
        <ListPart {...at} part="allocate" union={allocations} />
        <ListPart {...at} part="caps" union={caps} />
        <ListPart {...at} part="spill" union={spills} />
        <BoxPart {...at} part="carryOver" form={carryOver} begun={begun.carryOver} />
        <BoxPart {...at} part="makeUp" form={makeUp} begun={begun.makeUp} />
        <BoxPart {...at} part="extension" form={extension} begun={begun.extension} />
        <BoxPart {...at} part="prorate" form={prorate} begun={begun.prorate} />
        <BoxPart {...at} part="exempt" form={exempt} begun={begun.exempt} />
        <ListPart {...at} part="satisfiedBy" union={satisfiedBy} />
      </section>
    </ScopeOf>
  )
}

const partsOf = (node: Node): Node =>
  Object.fromEntries(Object.entries(node).filter(([member]) => obligationParts.includes(member)))
const withoutParts = (node: Node): Node =>
  Object.fromEntries(Object.entries(node).filter(([member]) => !obligationParts.includes(member)))

import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { listRules } from '../../../../areas/rule-studio/contract.ts'
import type { ReplyOf } from '../../../../wire/endpoint.ts'
import { useAsk } from '../../../api/use-ask.ts'
import { shortInstant } from '../../../i18n/dates.ts'
import { useEitherName, useWords } from '../../../i18n/words.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PlaceTabs } from '../../../ui/place-tabs.tsx'
import { ReadingScreen } from '../../../ui/reading.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { BeginDraft, ImportDraft } from './new-draft.tsx'
import './rules.css'

type Rules = ReplyOf<typeof listRules>

/** Packs in force with who goes by them, and the drafts under way. */
export const RulesScreen = () => {
  const read = useAsk(listRules, {})
  return <ReadingScreen of={read}>{(found) => <Whole found={found} />}</ReadingScreen>
}

const Whole = ({ found }: { found: Rules }) => {
  const say = useWords('rules')
  const [asking, ask] = useState<'begin' | 'import' | null>(null)
  return (
    <>
      <PlaceTabs group="programme" />
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        acts={
          found.may['ruleDraft.begin'] && (
            <>
              <Button onClick={() => ask('import')}>{say('import')}</Button>
              <Button type="primary" onClick={() => ask('begin')}>
                {say('newDraft')}
              </Button>
            </>
          )
        }
      />
      <section className="block" aria-labelledby="rule-drafts">
        <h2 id="rule-drafts">{say('drafts')}</h2>
        {found.drafts.length === 0 ? (
          <EmptyState small title={say('noDrafts')} text={say('noDraftsText')} />
        ) : (
          <Drafts drafts={found.drafts} />
        )}
      </section>
      <section className="block" aria-labelledby="rule-packs">
        <h2 id="rule-packs">{say('packs')}</h2>
        <Packs packs={found.packs} />
      </section>
      <BeginDraft open={asking === 'begin'} packs={found.packs} close={() => ask(null)} />
      <ImportDraft open={asking === 'import'} close={() => ask(null)} />
    </>
  )
}

export const Drafts = ({ drafts }: { drafts: Rules['drafts'] }) => {
  const say = useWords('rules')
  const either = useEitherName()
  return (
    <ul className="lines">
      {drafts.map((one) => (
        <li key={one.id}>
          <div>
            <Link to="/rule-drafts/$draftId" params={{ draftId: one.id }}>
              {either(one.title.zh, one.title.en) || one.packId}
            </Link>{' '}
            <StateTag state={`ruleDraft.${one.state}`} />
          </div>
          <div className="hint">
            <code>{one.packId}</code> · {say('savedBy', { by: one.savedBy, at: shortInstant(one.savedAt) })}
          </div>
        </li>
      ))}
    </ul>
  )
}

const Packs = ({ packs }: { packs: Rules['packs'] }) => {
  const say = useWords('rules')
  const either = useEitherName()
  const layers = ['national', 'province', 'city', 'sector', 'employer', 'programme'] as const
  const layerWord = (layer: string): string => {
    const known = layers.find((one) => one === layer)
    return known ? say(`layer.${known}`) : layer
  }
  return (
    <table className="rule-table">
      <caption className="for-readers">{say('packs')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('pack')}</th>
          <th scope="col">{say('layer')}</th>
          <th scope="col">{say('versions')}</th>
          <th scope="col">{say('programmes')}</th>
        </tr>
      </thead>
      <tbody>
        {packs.map((pack) => (
          <tr key={pack.id}>
            <td>
              <Link to="/rules/$packId" params={{ packId: pack.id }}>
                {either(pack.title.zh, pack.title.en) || pack.id}
              </Link>
              <div className="hint">
                <code>{pack.id}</code>
              </div>
            </td>
            <td data-label={say('layer')}>
              {layerWord(pack.layer)}
              {pack.on.length > 0 && (
                <div className="hint">
                  {say('standsOn')} {pack.on.join(', ')}
                </div>
              )}
            </td>
            <td data-label={say('versions')}>
              {pack.versions.map((version) => (
                <div key={`${version.id} ${version.from}`}>
                  {version.from} – {version.to ?? say('openEnd')}
                  {version.inForce && <strong> {say('inForce')}</strong>}
                </div>
              ))}
            </td>
            <td data-label={say('programmes')}>
              {pack.programmes.length === 0 ? (
                <span className="hint">{say('noProgramme')}</span>
              ) : (
                pack.programmes.map((one) => (
                  <div key={one.id}>
                    <Link to="/programmes/$programmeId" params={{ programmeId: one.id }}>
                      {either(one.name, one.nameEn)}
                    </Link>
                  </div>
                ))
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

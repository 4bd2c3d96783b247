import { Button } from 'antd'
import { listShares, revokeShare } from '../../../areas/certificates/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { dayOfInstant, shortInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { ShareCertificates } from './share-form.tsx'

type Share = ReplyOf<typeof listShares>['items'][number]

/** Links by which one shows one's certificates: which are open, and when each was opened. */
export const ShareLinksScreen = () => {
  const say = useWords('certificates')
  const read = useAsk(listShares, {})
  return (
    <>
      <PageHeader
        title={say('shareTitle')}
        lead={say('shareLead')}
        back={{ to: '/my-certificates', label: say('backMine') }}
        acts={<ShareCertificates number={null} primary />}
      />
      <ReadingScreen of={read}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={say('shareEmpty')} text={say('shareEmptyText')} />
          ) : (
            <ul className="lines">
              {items.map((one) => (
                <Link key={one.id} one={one} />
              ))}
            </ul>
          )
        }
      </ReadingScreen>
    </>
  )
}

const Link = ({ one }: { one: Share }) => {
  const say = useWords('certificates')
  const withdraw = useCommand(revokeShare, { done: () => announce(say('shareRevoked')) })
  return (
    <li>
      <div>
        <strong>{one.number ?? say('shareWhole')}</strong> {one.note}
        <div className="hint">
          {say(`share.${one.state}`)} · {say('shareUntil', { day: dayOfInstant(one.expiresAt) })} ·{' '}
          {one.lastOpenedAt === null
            ? say('shareNever')
            : say('shareOpenings', { count: one.openings, at: shortInstant(one.lastOpenedAt) })}
        </div>
        <ProblemNotice error={withdraw.error} />
      </div>
      {one.state === 'open' && (
        <Button loading={withdraw.busy} onClick={() => withdraw.send({ params: { shareId: one.id } })}>
          {say('shareRevoke')}
        </Button>
      )}
    </li>
  )
}

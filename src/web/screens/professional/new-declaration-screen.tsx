import { Link, useNavigate } from '@tanstack/react-router'
import { declarableKinds, startDeclaration } from '../../../areas/declarations/contract.ts'
import { useSession } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Reading } from '../../ui/reading.tsx'
import { DeclarationFields } from './declaration-form.tsx'

/** Begins a declaration; papers and sending come on its own page. */
export const NewDeclarationScreen = () => {
  const say = useWords('declarations')
  const ledger = useWords('ledger')
  const either = useEitherName()
  const navigate = useNavigate()
  const personId = useSession()?.account.personId ?? ''
  const kinds = useAsk(declarableKinds, { params: { personId }, query: {} }, { when: personId !== '' })
  const start = useCommand(startDeclaration)
  return (
    <>
      <PageHeader
        title={say('newTitle')}
        lead={say('newLead')}
        back={{ to: '/declarations', label: say('back') }}
      />
      <Reading of={kinds}>
        {(known) => {
          const programme = known.programmes.find(({ id }) => id === known.programmeId)
          if (!programme)
            return (
              <EmptyState
                title={say('noProgramme')}
                text={say('noProgrammeText')}
                act={<Link to="/find">{ledger('findTraining')}</Link>}
              />
            )
          if (known.kinds.length === 0)
            return (
              <EmptyState
                title={say('noKinds')}
                text={say('noKindsText', { programme: either(programme.name, programme.nameEn) })}
              />
            )
          return (
            <DeclarationFields
              personId={personId}
              known={known}
              initial={{}}
              submitWord={say('save')}
              draftKey="declaration-new"
              save={async (content, programmeId) => {
                const { declarationId } = await start.run({
                  params: { personId },
                  body: { programmeId, ...content },
                })
                announce(say('saved'))
                await navigate({ to: '/declarations/$declarationId', params: { declarationId } })
              }}
            />
          )
        }}
      </Reading>
    </>
  )
}

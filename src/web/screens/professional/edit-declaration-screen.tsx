import { Navigate, useNavigate, useParams } from '@tanstack/react-router'
import {
  declarableKinds,
  editDeclaration,
  readDeclaration,
  type Declaration,
} from '../../../areas/declarations/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Reading } from '../../ui/reading.tsx'
import { DeclarationFields } from './declaration-form.tsx'

/** Mends a draft, or what came back. */
export const EditDeclarationScreen = () => {
  const { declarationId } = useParams({ from: '/signed-in/declarations/$declarationId/edit' })
  const read = useAsk(readDeclaration, { params: { declarationId } })
  return (
    <Reading of={read}>
      {(one) =>
        one.may['declaration.make'] ? (
          <Edit one={one} />
        ) : (
          <Navigate to="/declarations/$declarationId" params={{ declarationId }} replace />
        )
      }
    </Reading>
  )
}

const Edit = ({ one }: { one: Declaration }) => {
  const say = useWords('declarations')
  const navigate = useNavigate()
  const params = { declarationId: one.id }
  const edit = useCommand(editDeclaration)
  const kinds = useAsk(declarableKinds, {
    params: { personId: one.personId },
    query: { programme: one.programmeId, ...(one.to ? { on: one.to } : {}) },
  })
  const said = one.acts.findLast(({ act }) => act === 'returned')
  return (
    <>
      <PageHeader
        title={say('editTitle')}
        back={{ to: `/declarations/${one.id}`, label: say('toDeclaration') }}
      />
      {one.state === 'returned' && said && (
        <p className="note note-amber">
          <strong>{say('reason')}</strong> {said.words}
        </p>
      )}
      <Reading of={kinds}>
        {(known) => (
          <DeclarationFields
            personId={one.personId}
            known={known}
            kindIsSettled
            mending={one.state === 'returned'}
            initial={{
              programmeId: one.programmeId,
              kind: one.kind,
              title: one.title,
              answers: one.given,
              ...(one.from ? { from: one.from } : {}),
              ...(one.to ? { to: one.to } : {}),
              ...(one.category ? { category: one.category } : {}),
              ...(one.serves ? { serves: one.serves } : {}),
              ...(one.employerId ? { employerId: one.employerId } : {}),
            }}
            submitWord={say('saveEdit')}
            save={async (content) => {
              await edit.run({ params, body: { revision: one.revision, ...content } })
              announce(say('saved'))
              await navigate({ to: '/declarations/$declarationId', params })
            }}
          />
        )}
      </Reading>
    </>
  )
}

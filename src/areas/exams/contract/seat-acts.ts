import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { IdShape, InstantShape, OneOf } from '../../../wire/shapes.ts'
import { CodeShape, holdCauses, sittingParams } from './act-shapes.ts'

const seat = Type.Object({ sittingId: IdShape, attemptId: IdShape })
/** Whom an act is for: seats by name, a room, or, with neither, the whole sitting. */
const reach = {
  attemptIds: Type.Optional(Type.Array(IdShape, { minItems: 1, maxItems: 5000 })),
  roomId: Type.Optional(IdShape),
}
const ReasonShape = Type.String({ minLength: 2, maxLength: 400 })
const DoneShape = Type.Object({ actId: IdShape, seats: Type.Integer() })

export const holdSeats = endpoint({
  id: 'exams.holdSeats',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/holds',
  title: { zh: '暂停作答', en: 'Hold seats' },
  audience: 'signed-in',
  params: sittingParams,
  body: Type.Object({
    ...reach,
    cause: OneOf(holdCauses),
    reason: ReasonShape,
    pastClose: Type.Optional(
      Type.Boolean({
        description:
          'the close moves by what is held; must be said, either way, where the close would cut somebody at once',
      }),
    ),
  }),
  reply: Type.Object({
    actId: IdShape,
    held: Type.Integer(),
    cut: Type.Integer({ description: 'seats whose time the close of the sitting cuts' }),
  }),
  status: 201,
})

export const resumeSeats = endpoint({
  id: 'exams.resumeSeats',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/releases',
  title: { zh: '恢复作答', en: 'Let held seats go on' },
  audience: 'signed-in',
  params: sittingParams,
  body: Type.Object({ ...reach, reason: Type.Optional(ReasonShape) }),
  reply: Type.Object({
    actId: IdShape,
    resumed: Type.Integer(),
    stillHeld: Type.Integer({ description: 'seats that stay held for a matter of their own' }),
    effectiveAt: InstantShape,
  }),
  status: 201,
})

export const admitSeats = endpoint({
  id: 'exams.admitSeats',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/admissions',
  title: { zh: '核验入场', en: 'Admit candidates' },
  audience: 'signed-in',
  params: sittingParams,
  body: Type.Object({
    ...reach,
    identitySeen: Type.Boolean(),
    note: Type.Optional(Type.String({ maxLength: 400 })),
  }),
  reply: DoneShape,
  status: 201,
})

export const fenceSeats = endpoint({
  id: 'exams.fenceSeats',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/fences',
  title: { zh: '停用页面', en: 'Shut out a page' },
  audience: 'signed-in',
  params: sittingParams,
  body: Type.Object({
    attemptIds: Type.Array(IdShape, { minItems: 1, maxItems: 200 }),
    reason: ReasonShape,
  }),
  reply: DoneShape,
  status: 201,
})

export const moveSeat = endpoint({
  id: 'exams.moveSeat',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/attempts/:attemptId/moves',
  title: { zh: '换座', en: 'Move to another seat' },
  audience: 'signed-in',
  params: seat,
  body: Type.Object({
    roomId: Type.Optional(IdShape),
    seat: Type.Integer({ minimum: 1, maximum: 10_000 }),
    reason: ReasonShape,
  }),
  reply: Type.Object({ actId: IdShape }),
  status: 201,
})

export const sendMessage = endpoint({
  id: 'exams.sendMessage',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/messages',
  title: { zh: '通知考生', en: 'Send a message to seats' },
  audience: 'signed-in',
  params: sittingParams,
  body: Type.Object({ ...reach, text: Type.String({ minLength: 2, maxLength: 400 }) }),
  reply: DoneShape,
  status: 201,
})

export const submitSeat = endpoint({
  id: 'exams.submitSeat',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/attempts/:attemptId/collection',
  title: { zh: '收卷', en: 'Hand in for a candidate' },
  audience: 'signed-in',
  params: seat,
  body: Type.Object({ reason: ReasonShape }),
  reply: Type.Object({ receipt: Type.String(), answered: Type.Integer() }),
  status: 201,
})

export const noteIncident = endpoint({
  id: 'exams.noteIncident',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/incidents',
  title: { zh: '记录情况', en: 'Put an incident on record' },
  audience: 'signed-in',
  params: sittingParams,
  body: Type.Object({ ...reach, code: CodeShape, note: ReasonShape }),
  reply: DoneShape,
  status: 201,
})

export const countTail = endpoint({
  id: 'exams.countTail',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/attempts/:attemptId/tail-consents',
  title: { zh: '滞留答案计入', en: 'Let answers left behind count' },
  audience: 'signed-in',
  params: seat,
  body: Type.Object({
    epoch: Type.Integer({ minimum: 1 }),
    through: Type.Integer({
      minimum: 1,
      description: 'as the console shows it; refused once it has changed',
    }),
    reason: ReasonShape,
  }),
  reply: Type.Object({
    consents: Type.Integer(),
    counts: Type.Boolean({ description: 'two people have said so' }),
  }),
  status: 201,
})

export const decideLate = endpoint({
  id: 'exams.decideLate',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/attempts/:attemptId/late-decisions',
  title: { zh: '裁定迟到答案', en: 'Decide about late answers' },
  audience: 'signed-in',
  params: seat,
  body: Type.Object({
    epoch: Type.Integer({ minimum: 1 }),
    through: Type.Integer({
      minimum: 1,
      description: 'as the console shows it; refused once it has changed',
    }),
    accepted: Type.Boolean(),
    reason: ReasonShape,
  }),
  reply: Type.Object({ answers: Type.Integer(), accepted: Type.Boolean() }),
  status: 201,
})

import { Type, type Static } from 'typebox'

/** RFC 9457 problem details as every error reply carries them. */
export const ProblemDocument = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  errors: Type.Array(
    Type.Object({
      pointer: Type.String(),
      code: Type.String(),
      message: Type.Optional(
        Type.String({ description: 'the sentence of the code, in the language of the reply' }),
      ),
      params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
    }),
  ),
  requestId: Type.String(),
})

export type ProblemDocument = Static<typeof ProblemDocument>

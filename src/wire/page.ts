import { Type, type TSchema } from 'typebox'

/** A page of a list: items and the cursor of the next page, `null` on the last. Cursors are opaque. */
export const Page = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) })

/** Query part shared by every list. */
export const pageQuery = {
  // A sort key may hold a name of 200 characters, each three bytes long.
  cursor: Type.Optional(Type.String({ maxLength: 1200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
}

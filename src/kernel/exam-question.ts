/** How a question is answered, in the order in which papers list them. */
export const itemKinds = [
  'single',
  'multiple',
  'judgement',
  'gap',
  'ordering',
  'matching',
  'numeric',
  'essay',
  'case',
] as const
export type ItemKind = (typeof itemKinds)[number]

/** What a question may show or play: kinds of files that the browsers of exam rooms open. */
export const mediaTypes = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
  'video/mp4',
  'video/webm',
] as const
export type MediaType = (typeof mediaTypes)[number]

/** Everything this area answers, by subject. */
export * from './contract/shapes.ts'
export * from './contract/public-check.ts'
export * from './contract/files.ts'
export * from './contract/register.ts'
export * from './contract/log.ts'

/** Everything this area answers, by subject. */
export * from './contract/shapes.ts'
export * from './contract/programmes.ts'
export * from './contract/approvals.ts'
export * from './contract/public-programmes.ts'

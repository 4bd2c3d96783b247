export { registerShippedRules } from './app/register-shipped.ts'

export { verifySitting, type Fault, type Verification } from './app/verify-sitting.ts'
export { examEvents } from './events.ts'

export { notify, type Addressee, type Notice } from './app/notify.ts'

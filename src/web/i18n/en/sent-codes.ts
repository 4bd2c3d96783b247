import type { Translated } from '../translated.ts'
import type { sentCodes as chinese } from '../zh/sent-codes.ts'

export const sentCodes: Translated<typeof chinese> = {
  byCode: 'Sign in with a code by text message',
  byPassword: 'Sign in with a password',
  forgot: 'Forgotten password',
  codeTitle: 'Sign in with a code',
  codeLead: 'Enter the phone number you sign in with; we send it a code of six digits.',
  phone: 'Phone number',
  phoneHelp: 'The one you registered with',
  sendCode: 'Send the code',
  codeSent:
    'If {name} is a sign-in name, a code is on its way to this phone. It is valid for {minutes} minutes.',
  codeSentBefore:
    'A code was sent for {name} a moment ago, so no other was. Use the latest message you got; if there is none, you can have it sent again shortly.',
  code: 'Six digits from the message',
  noCode:
    'No message? Check the number. If you have a new phone number, sign in with your password or ask the programme office.',
  sendAgain: 'Send again',
  sendAgainIn: 'Send again in {seconds} s',
  sentAgain: 'Sent again; use the latest message.',
  otherPhone: 'Use another number',
  signIn: 'Sign in',
  askAgain: 'Choose “Send again” and use the new code.',
  resetTitle: 'Set a new password',
  resetLead:
    'Enter your sign-in name: a phone is sent a code, an e-mail address a link. For a user name, the link goes to the e-mail address the account signs in with.',
  name: 'Sign-in name',
  next: 'Next',
  toSignIn: 'Back to sign-in',
  mailTitle: 'Look at your mail',
  mailSent:
    'If {name} is a sign-in name, a link to set a new password is on its way to its e-mail address. It is valid for {minutes} minutes and works once.',
  mailSentBefore:
    'A link was sent for {name} a moment ago, so no other was. Open the one in the latest mail; if there is none, you can have it sent again shortly.',
  noMail:
    'Nothing after a few minutes? Look among the spam and check the sign-in name. If the account has no e-mail address, ask the programme office.',
  otherName: 'Use another name',
  resetFor:
    'A new password for {name}. Setting it signs this account out on all devices and ends its API keys.',
  resetSubmit: 'Set the new password',
  linkOver: 'Ask for a new link',
  doneTitle: 'The new password is set',
  done: 'All devices have been signed out and all API keys ended; sign in with the new password. An account with a second factor is still asked for it.',
  goSignIn: 'Sign in',
}

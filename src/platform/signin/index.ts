export { clientAddressOf } from './address.ts'
export type {
  NewUser,
  Session,
  SessionOnList,
  SignIn,
  SignInEvent,
  SignInEventName,
  SignInParts,
  SignInSettings,
} from './contract.ts'
export { refuseWeakPassword } from './password-rules.ts'
export { AUTH_ROUTES } from './routes.ts'
export { createSignIn } from './sign-in.ts'

// The screens before the door come together: what both are made of is then no part of what most screens share.
export { InvitationScreen } from './invitation-screen.tsx';
export { SignInScreen } from './sign-in-screen.tsx';

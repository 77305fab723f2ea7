// Who signs in, and how: names, passwords, second factors and sessions. What somebody may do is no business of this
// folder: roles are facts of `account-<id>` in the event store, and the account's id is all that both know.
import type { Refusal } from '../domain/kernel/refusal.ts';

/** Who knocks: the cookies that came, and the address they came from. */
export type Visitor = {
  readonly cookie: string | undefined;
  readonly address: string;
  readonly agent?: string | undefined;
  /** where they asked, as `https://host:port` */
  readonly at?: string | undefined;
};

/** An answer with the cookies that it sets. */
export type Told<T> = { readonly value: T; readonly cookies: readonly string[] };

/** Who is signed in. `confirmedAt`, RFC 3339 UTC: when they last showed that it is them. */
export type Holder = {
  readonly account: string;
  readonly session: string;
  readonly confirmedAt: string;
  /** by what else than a password they can show it; `single-sign-on`: the issuer said that it asked for one */
  readonly factors: readonly (SecondFactor | 'single-sign-on')[];
};
export type SecondFactor = 'totp' | 'passkey';

/** `wants`: a second factor is asked for before the session begins. */
export type SignedIn = { readonly account: string } | { readonly wants: readonly SecondFactor[] };

export type SessionShown = {
  readonly id: string;
  readonly since: string;
  readonly lastSeen: string;
  readonly address: string;
  readonly agent: string;
  readonly isThis: boolean;
};

/** `invite`: an account's first credentials; `reset`: new ones for a holder who lost theirs, whose sessions end. */
export type InvitationKind = 'invite' | 'reset';
export type Invitation = {
  readonly id: string;
  readonly account: string;
  readonly kind: InvitationKind;
  readonly by: string;
  readonly expiresAt: string;
};

export type PasskeyShown = {
  readonly id: string;
  readonly name: string;
  readonly since: string;
  readonly lastUsedAt: string | undefined;
};

/** What a browser made of a passkey’s question, as `PublicKeyCredential.toJSON()` writes it. */
export type PasskeyAnswer = {
  readonly id: string;
  readonly response: { readonly clientDataJSON: string; readonly userHandle?: string | null | undefined };
};

/** One way to show again that it is you. */
export type Proof = { readonly password: string } | { readonly code: string } | { readonly passkey: PasskeyAnswer };

/** A key of an office system: it acts as its account, in one role, within what it was made for. */
export type KeyScope = {
  readonly role: string;
  readonly unit: string;
  /** `*`: every command the role may give; `none`: it only reads */
  readonly commands: '*' | readonly string[];
  readonly reads: boolean;
};
export type KeyShown = KeyScope & {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | undefined;
  readonly revokedAt: string | undefined;
};

export type Person = {
  readonly account: string;
  readonly name: string;
  readonly email: string | undefined;
  readonly factors: readonly SecondFactor[];
  readonly since: string;
};

/** `vouches`: the claim and its value by which the issuer says that it asked for a second factor; absent: it never does */
export type SingleSignOnSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly label: string;
  /** where people are sent back to */
  readonly backTo: string;
  readonly vouches?: { readonly claim: 'acr' | 'amr'; readonly value: string } | undefined;
};

/** The office's own sign-on (OpenID Connect). */
export type SingleSignOn = {
  /** what people call it */
  readonly label: string;
  /** @param given `next`: the path to go on to; `again`: the holder shows again that it is them */
  begin(
    visitor: Visitor,
    given: { next: string; invitation?: string | undefined; again?: boolean },
  ): Promise<Told<{ to: string }> | Refusal>;
  /** What the issuer sent the browser back with. */
  finish(visitor: Visitor, query: string): Promise<Told<SignedIn & { next: string }> | Refusal>;
};

/** Everything throws only where the database does not answer. */
export type Accounts = {
  holderOf(visitor: Visitor): Promise<Told<Holder> | undefined>;
  signIn(visitor: Visitor, given: { name: string; password: string }): Promise<Told<SignedIn> | Refusal>;
  /** The second step, within ten minutes of the first. */
  signInByCode(
    visitor: Visitor,
    given: { code: string } | { recoveryCode: string },
  ): Promise<Told<{ account: string }> | Refusal>;
  /** What a browser shows a passkey for: of whoever gave their password, or of anybody who has one for this place. */
  askForPasskey(visitor: Visitor): Promise<object | Refusal>;
  /** In one step, or as the second after the password. */
  signInByPasskey(visitor: Visitor, given: PasskeyAnswer): Promise<Told<{ account: string }> | Refusal>;
  signOut(visitor: Visitor): Promise<Told<undefined>>;
  /** What the holder’s browser shows a passkey for, to confirm. */
  askAgain(visitor: Visitor): Promise<object | Refusal>;
  confirm(visitor: Visitor, proof: Proof): Promise<{ confirmedAt: string } | Refusal>;
  changePassword(visitor: Visitor, given: { current: string; next: string }): Promise<Told<undefined> | Refusal>;
  sessions: {
    of(account: string, current?: string): Promise<readonly SessionShown[]>;
    /** @param session absent: all of the account; `but`: all others than this one */
    end(account: string, which?: { session: string } | { but: string }): Promise<number>;
    /** those of them that still count; asking makes none last longer */
    lasting(sessions: readonly string[]): Promise<ReadonlySet<string>>;
  };
  totp: {
    /** Its secret as a URI to scan, and codes for the day the telephone is lost; it counts once a code was shown. */
    begin(visitor: Visitor, password: string): Promise<{ uri: string; recoveryCodes: readonly string[] } | Refusal>;
    complete(visitor: Visitor, code: string): Promise<Told<undefined> | Refusal>;
    remove(visitor: Visitor, password: string): Promise<Told<undefined> | Refusal>;
  };
  passkeys: {
    of(account: string): Promise<readonly PasskeyShown[]>;
    /** What a browser makes a passkey by. */
    begin(visitor: Visitor): Promise<object | Refusal>;
    add(visitor: Visitor, given: { name: string; response: PasskeyAnswer }): Promise<PasskeyShown | Refusal>;
    /** What was removed signs nobody in, from now on. */
    remove(account: string, id: string): Promise<boolean>;
  };
  /** absent where none is set */
  singleSignOn?: SingleSignOn | undefined;
  invitations: {
    /** @returns the token of the link: it is shown once, only its hash is kept */
    make(given: {
      account: string;
      email?: string | undefined;
      by: string;
      /** the only way in of a new installation says so; else seven days */
      kind?: InvitationKind;
    }): Promise<(Invitation & { token: string }) | Refusal>;
    look(token: string): Promise<Invitation | Refusal>;
    accept(given: {
      token: string;
      name: string;
      password: string;
      email?: string | undefined;
    }): Promise<{ account: string } | Refusal>;
    open(): Promise<readonly Invitation[]>;
    withdraw(id: string): Promise<boolean>;
  };
  keys: {
    make(
      given: KeyScope & { account: string; name: string; expiresAt: string },
    ): Promise<{ id: string; key: string } | Refusal>;
    /** whose key it is; undefined: none that counts */
    find(key: string): Promise<KeyShown | undefined>;
    of(account: string): Promise<readonly KeyShown[]>;
    revoke(account: string, id: string): Promise<boolean>;
    /** those of them, by their ids, that still count */
    lasting(ids: readonly string[]): Promise<ReadonlySet<string>>;
  };
  people: {
    list(): Promise<readonly Person[]>;
    find(account: string): Promise<Person | undefined>;
    /** whom the office's own sign-on names so */
    signOns(account: string): Promise<readonly { issuer: string; subject: string; since: string }[]>;
    /** Name, e-mail, credentials, sessions and keys go; the account's facts stay. */
    erase(account: string): Promise<boolean>;
  };
  close(): Promise<void>;
};

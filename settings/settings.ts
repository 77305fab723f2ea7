import { join, resolve } from 'node:path';
import { z } from 'zod';
import { CodedError } from '../domain/kernel/coded-error.ts';
import { own } from '../domain/kernel/own.ts';
import { secretIn } from './secret-file.ts';

const port = z.coerce.number().int().min(0).max(65_535);
/** A URI as RFC 9116 wants it. */
const CONTACT = /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+|tel:\+?[\d-]+)$/;

const PUBLIC_URL = /^(https?:\/\/[^\s/]+(\/[^\s?#]*)?)?$/;
const SMTP_URL = /^smtps?:\/\/\S+$/;
/** Nothing that could end a header. */
const MAILBOX = /^([^<>\r\n@,;]*<)?[^\s<>@,;]+@[^\s<>@,;]+>?$/;

/** Addresses with a password in them: in the environment they are read by whoever may look at the process. */
const SECRET_ADDRESSES = ['OCOP_STORE_URL', 'OCOP_VAULT_URL', 'OCOP_FILES_URL', 'OCOP_SMTP_URL'] as const;
const secretFile = (name: (typeof SECRET_ADDRESSES)[number]) =>
  z.string().default('').describe(`File that holds what ${name} would, for one that is a secret.`);

/** Every setting, by its environment variable. `describe` is what `ocop doctor` and the docs print. */
export const settingsSchema = z.object({
  OCOP_DATA: z.string().default('./data').describe('Folder of the store, the vault and what is built from them.'),
  OCOP_STORE_URL: z
    .string()
    .default('')
    .describe(
      'KurrentDB (formerly EventStoreDB) with the events, as kurrentdb://user:password@host:2113?tls=true; empty: a file in OCOP_DATA.',
    )
    .meta({ secret: true }),
  OCOP_VAULT_URL: z
    .string()
    .default('')
    .describe('PostgreSQL with the vault, as postgres://user:password@host:5432/ocop; empty: a file in OCOP_DATA.')
    .meta({ secret: true }),
  OCOP_FILES_URL: z
    .string()
    .regex(
      /^(https?:\/\/[^\s:@/]+:[^\s:@/]+@[^\s/@]+\/[^\s?#]+(\?region=[\w-]+)?)?$/,
      'it must be http(s)://key:secret@host/bucket',
    )
    .default('')
    .describe(
      'Bucket (S3) with the files of dossiers, as https://key:secret@host/bucket or …/bucket/folder, with ?region=… where it has one; what is no letter or digit in key and secret percent-encoded. Several nodes with an API share it. Empty: files/ in OCOP_DATA.',
    )
    .meta({ secret: true }),
  OCOP_FILES_URL_FILE: secretFile('OCOP_FILES_URL'),
  OCOP_STORE_URL_FILE: secretFile('OCOP_STORE_URL'),
  OCOP_VAULT_URL_FILE: secretFile('OCOP_VAULT_URL'),
  OCOP_SEAL_KEY_FILE: z
    .string()
    .default('')
    .describe(
      'File with the key of sealed score sheets, 64 hexadecimal digits; empty: beside OCOP_DATA, its name with ".seal-key". Kept out of the data folder and of backups: who has both opens sheets.',
    ),
  OCOP_ACCOUNTS_KEY: z
    .string()
    .regex(/^([0-9a-f]{64})?$/, 'it must be 64 hexadecimal digits')
    .default('')
    .describe('Key that signs the cookies of sessions; empty: the one in OCOP_ACCOUNTS_KEY_FILE.')
    .meta({ secret: true }),
  OCOP_ACCOUNTS_KEY_FILE: z
    .string()
    .default('')
    .describe(
      'File with the key that signs the cookies of sessions, 64 hexadecimal digits; empty: beside OCOP_DATA, its name with ".accounts-key". Another key ends all sessions.',
    ),
  OCOP_ACCOUNTS_KEYS_BEFORE_FILE: z
    .string()
    .default('')
    .describe(
      'File with the keys of accounts before the present one, a line each, the newest first: code generators that were closed with them still open. Keep it as long as any of those people sign in.',
    ),
  OCOP_NOTARY_KEY: z
    .string()
    .default('')
    .describe(
      'Private key that seals the log of events, as ocop notary key writes it (PRIVATE+KEY+…); empty: the one in OCOP_NOTARY_KEY_FILE.',
    )
    .meta({ secret: true }),
  OCOP_NOTARY_KEY_FILE: z
    .string()
    .default('')
    .describe('File with that key; empty: nothing is sealed, but in the demo, which makes keys of its own.'),
  OCOP_WITNESSES: z
    .string()
    .default('')
    .describe(
      'Public keys of witnesses whose cosignatures are accepted (name+id+base64, https://c2sp.org/tlog-cosignature), separated by blanks.',
    ),
  OCOP_HOST: z.string().default('127.0.0.1').describe('Address the API listens on.'),
  OCOP_PORT: port.default(7070).describe('Port of the API; 0 takes any free one.'),
  OCOP_TLS_CERT_FILE: z
    .string()
    .default('')
    .describe(
      'File with the certificate (and its chain, PEM) that the API is reached with over TLS; read again when it changes. Another address than loopback takes TLS or OCOP_TRUSTED_PROXY.',
    ),
  OCOP_TLS_KEY_FILE: z.string().default('').describe('File with the private key of that certificate (PEM).'),
  OCOP_TRUSTED_PROXY: z
    .string()
    .default('')
    .describe(
      'Addresses or networks of the proxies that end TLS in front of us, separated by blanks (10.0.0.5 10.1.0.0/16): X-Forwarded-* is believed from them alone.',
    ),
  OCOP_HOSTS: z
    .string()
    .default('')
    .describe(
      'Names, besides the one of OCOP_PUBLIC_URL, by which the API may be asked, separated by blanks. Any other Host is refused.',
    ),
  OCOP_PUBLISHED_ON_LOOPBACK: z
    .string()
    .default('')
    .describe(
      'Only "yes": a demo store in a container may listen on every address, because its port is published on the host’s loopback alone. Names other than loopback are refused all the same.',
    ),
  OCOP_SECOND_FACTOR: z
    .enum(['roles', 'everybody', 'nobody'])
    .default('roles')
    .describe(
      'Of whom a second factor is asked: of those whose role binds others (chair, deputy, secretary, signer, province’s office, administrator), of everybody, of nobody. Demo accounts have none.',
    ),
  OCOP_WEB: z
    .string()
    .default('')
    .describe('Folder of the built web application; set-up fills it in. Empty: there are the plain pages alone.'),
  OCOP_WORKFLOWS: z
    .string()
    .default('')
    .describe(
      'Folder of the workflows compiled ahead (setup/workflows-build.ts), as in the image. Empty: they are compiled at each start.',
    ),
  OCOP_OIDC_ISSUER: z
    .string()
    .regex(/^(https?:\/\/[^\s?#]+)?$/, 'it must begin with https:// and hold no space, query or fragment')
    .default('')
    .describe(
      'The office’s own sign-on (OpenID Connect), as its issuer writes itself: https://sso.tinh.gov.vn/realms/office. It sends people back to /sign-in/sign-on/back below OCOP_PUBLIC_URL. An account is matched by an invitation, never made by itself. Empty: none.',
    ),
  OCOP_OIDC_CLIENT_ID: z.string().default('').describe('Name by which the issuer knows this installation.'),
  OCOP_OIDC_CLIENT_SECRET_FILE: z
    .string()
    .default('')
    .describe('File with the secret by which the issuer believes it (client_secret_post).'),
  OCOP_OIDC_LABEL: z
    .string()
    .max(60)
    .default('Đăng nhập một lần')
    .describe('What people call that sign-on; written on the sign-in page.'),
  OCOP_OIDC_SECOND_FACTOR: z
    .string()
    .regex(/^((acr|amr)=\S+)?$/, 'it must be acr=<value> or amr=<value>')
    .default('')
    .describe(
      'By what the issuer says that it asked for a second factor, as amr=mfa or acr=<value>: who comes so needs none of ours. Empty: nothing it says counts, and OCOP_SECOND_FACTOR asks for a factor of ours as after a password.',
    ),
  OCOP_METRICS_PORT: port
    .default(0)
    .describe('Port of /metrics for a monitoring system (Prometheus), on OCOP_METRICS_HOST; 0: none.'),
  OCOP_METRICS_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address of /metrics. It says nothing of people, but is not for the public.'),
  OCOP_TRACES_URL: z
    .string()
    .regex(/^(https?:\/\/[^\s@]+)?$/, 'it must begin with https:// or http:// and hold no space and no password')
    .default('')
    .describe(
      'Where traces (OpenTelemetry) are sent, by OTLP over HTTP: http://127.0.0.1:4318/v1/traces. Empty: none are made.',
    ),
  OCOP_TRACES_KEY_FILE: z
    .string()
    .default('')
    .describe('File with what traces are sent with as their Authorization, as "Bearer …"; empty: nothing.'),
  OCOP_TEMPORAL_ADDRESS: z
    .string()
    .default('')
    .describe('Address of a Temporal server that runs elsewhere; empty: our own as a child.'),
  OCOP_TEMPORAL_TLS: z
    .enum(['', 'yes'])
    .default('')
    .describe('yes: that server is spoken to over TLS. Empty: not, which is for a network of one’s own.'),
  OCOP_TEMPORAL_CA_FILE: z
    .string()
    .default('')
    .describe('File with the certificate (PEM) its own is signed by; empty: one of those the machine knows.'),
  OCOP_TEMPORAL_CERT_FILE: z
    .string()
    .default('')
    .describe('File with the certificate (PEM) that we show it, where it wants one.'),
  OCOP_TEMPORAL_KEY_FILE: z.string().default('').describe('File with the private key of that certificate (PEM).'),
  OCOP_TEMPORAL_API_KEY_FILE: z.string().default('').describe('File with the key of its API, where it wants one.'),
  OCOP_TEMPORAL_BINARY: z
    .string()
    .default('')
    .describe('Path of the temporal program for our own server; set-up fills it in.'),
  OCOP_TEMPORAL_NAMESPACE: z.string().default('ocop').describe('Namespace in Temporal.'),
  OCOP_TEMPORAL_PORT: port.default(0).describe('Port of our own Temporal server; 0 takes any free one.'),
  OCOP_TEMPORAL_UI_PORT: port.default(0).describe("Port of Temporal's own pages; 0: none."),
  OCOP_COMMAND: z
    .string()
    .default('npx ocop')
    .describe('How people call this program here: its hints say it. The image sets it.'),
  OCOP_LOG: z
    .string()
    .default('')
    .describe(
      'File of the log; empty: ocop.log in the data folder; "-": standard error. A file is begun anew each day (UTC) and at 20 MB; the last 14 are kept beside it.',
    ),
  OCOP_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('What is logged.'),
  OCOP_PUBLIC_URL: z
    .string()
    .regex(PUBLIC_URL, 'it must begin with https:// or http:// and hold no space')
    .default('')
    .describe(
      'Address at which people reach this installation: every link in a letter begins with it. Outside the demo no letter is sent without it.',
    ),
  OCOP_SMTP_URL: z
    .string()
    .regex(SMTP_URL, 'it must begin with smtp:// or smtps:// and hold no space')
    .or(z.literal(''))
    .default('')
    .describe(
      'Mail server for letters, as smtps://user:password@host:465, or smtp://user:password@host:587, which goes on with STARTTLS (?tls=none only where it is this very machine). Empty: letters are laid into a folder as .eml files.',
    )
    .meta({ secret: true }),
  OCOP_SMTP_URL_FILE: secretFile('OCOP_SMTP_URL'),
  OCOP_MAIL_FROM: z
    .string()
    .regex(MAILBOX, 'it must be an address, as ocop@tinh.gov.vn or "OCOP <ocop@tinh.gov.vn>"')
    .default('OCOP <ocop@example.invalid>')
    .describe('Sender of the letters.'),
  OCOP_MAIL_BOUNCES: z
    .string()
    .regex(MAILBOX, 'it must be an address')
    .or(z.literal(''))
    .default('')
    .describe('Address to which undeliverable letters go back; empty: the sender’s.'),
  OCOP_WEBHOOK_URL: z
    .string()
    .regex(/^https?:\/\/[^\s@]+$/, 'it must begin with https:// and hold no space and no password')
    .or(z.literal(''))
    .default('')
    .describe(
      'Gateway that brings letters on as messages (Zalo, SMS) to those who want them so: each is one signed POST to this address. Empty: letters go by mail alone.',
    ),
  OCOP_WEBHOOK_KEY_FILE: z
    .string()
    .default('')
    .describe(
      'File whose first line is the key that the gateway knows us by: its id, a colon, and a secret of at least 32 characters.',
    ),
  OCOP_WEBHOOK_INSIDE: z
    .string()
    .default('')
    .describe(
      'Only "yes-it-is-in-our-network" allows a gateway at a private, loopback or link-local address, and one without TLS.',
    ),
  OCOP_SECURITY_CONTACT: z
    .string()
    .regex(CONTACT, 'it must begin with mailto:, https:// or tel: and hold no space')
    .default('')
    .describe(
      'Whom to tell of a weakness, as mailto:…, https://… or tel:…; served as /.well-known/security.txt. Empty: not served.',
    ),
  OCOP_FILE_KINDS: z
    .string()
    .regex(/^(pdf|jpg|png|docx|xlsx)( +(pdf|jpg|png|docx|xlsx))*$/, 'it must be some of pdf, jpg, png, docx and xlsx')
    .default('pdf jpg png docx xlsx')
    .describe(
      'Which files a dossier takes, by their content: some of pdf, jpg, png, docx and xlsx, separated by blanks.',
    ),
  OCOP_FILE_LARGEST_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(4096)
    .default(50)
    .describe('How large one file of a dossier may be, in MiB.'),
  OCOP_DOSSIER_LARGEST_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_536)
    .default(2048)
    .describe('How large a whole dossier may be that comes as one zip, packed and unpacked, in MiB.'),
  OCOP_FILES_SWEPT_AFTER_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(3650)
    .default(30)
    .describe(
      'After how many days a file that no fact names is removed (ocop files sweep --dry-run shows them); 0: never.',
    ),
  OCOP_CLAMD: z
    .string()
    .regex(/^(\/\S+|[^\s/:]+:\d{1,5})?$/, 'it must be the path of a socket, or host:port')
    .default('')
    .describe(
      'Where clamd (ClamAV) listens, as /run/clamav/clamd.ctl or host:port: each file of a dossier is looked through by it, and handed out only then. Its StreamMaxLength must be no less than OCOP_FILE_LARGEST_MB: what is larger stays unopened, as too large to be checked. Empty: nothing is looked through.',
    ),
  OCOP_PDF_TRUST: z
    .string()
    .default('')
    .describe(
      'Folder of certificates (*.pem, *.crt, *.cer) whose holders are believed where a PDF is signed digitally: the roots of the office’s signing services. Empty: every signer is told to be unknown.',
    ),
  OCOP_ACCESS_LOG_YEARS: z.coerce
    .number()
    .int()
    .min(1)
    .max(50)
    .default(5)
    .describe('How many years it is kept who read what is personal or sealed.'),
  OCOP_REQUESTS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(0)
    .default(30_000)
    .describe('Requests one address may make in a minute; 0: no limit.'),
});
export type Settings = z.infer<typeof settingsSchema>;

export function readSettings(given: NodeJS.ProcessEnv): Settings {
  const env = withSecretsOfFiles(given);
  const parsed = settingsSchema.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v !== '')),
  );
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map((i) => sentenceOf(String(i.path[0]), i.message, env));
  throw new CodedError('SETTING_INVALID', sentences.join('\n'));
}

function withSecretsOfFiles(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const env = { ...given };
  for (const name of SECRET_ADDRESSES) {
    const [address, setting, file] = [env[name], `${name}_FILE`, env[`${name}_FILE`]];
    if (!file) continue;
    if (address) throw new CodedError('SETTING_CONFLICT', `${name} and ${setting} are both set: leave one empty.`);
    env[name] = secretIn(setting, file);
  }
  return env;
}

function sentenceOf(name: string, fault: string, env: NodeJS.ProcessEnv): string {
  const meaning = own(settingsSchema.shape, name)?.description ?? '';
  // What stands in a file is nobody's to read here.
  const shown = own(env, `${name}_FILE`) ? 'in its file' : `"${own(env, name)}"`;
  return `${name} is ${shown}, which will not do: ${fault}. ${meaning}`.trimEnd();
}

export function placesOf(
  settings: Pick<Settings, 'OCOP_DATA' | 'OCOP_STORE_URL' | 'OCOP_VAULT_URL'> &
    Partial<Pick<Settings, 'OCOP_SEAL_KEY_FILE' | 'OCOP_ACCOUNTS_KEY_FILE' | 'OCOP_FILES_URL'>>,
) {
  const folder = resolve(settings.OCOP_DATA);
  return {
    folder,
    /** the store and the vault that serve instead of the files, if any */
    storeUrl: settings.OCOP_STORE_URL,
    vaultUrl: settings.OCOP_VAULT_URL,
    store: join(folder, 'events.sqlite'),
    vault: join(folder, 'vault.sqlite'),
    /** the key of sealed sheets: never in the data folder */
    sealKey: settings.OCOP_SEAL_KEY_FILE ? resolve(settings.OCOP_SEAL_KEY_FILE) : `${folder}.seal-key`,
    /** names, passwords and sessions; on PostgreSQL where the vault is there */
    accounts: join(folder, 'accounts.sqlite'),
    accountsKey: settings.OCOP_ACCOUNTS_KEY_FILE ? resolve(settings.OCOP_ACCOUNTS_KEY_FILE) : `${folder}.accounts-key`,
    /** the bucket that has the papers instead of the folder, if any */
    filesUrl: settings.OCOP_FILES_URL ?? '',
    /** papers by their hash; kept with store and vault */
    files: join(folder, 'files'),
    /** those on their way here: of no worth to anybody but their sender */
    uploads: join(folder, 'uploads'),
    /** what the virus scanner said of them; asked again where it is lost */
    checked: join(folder, 'files-checked'),
    readModels: join(folder, 'read-models.sqlite'),
    /** read models of past days, for as long as they are asked for */
    past: join(folder, 'as-of'),
    relay: join(folder, 'relay.sqlite'),
    /** the Merkle log, made from the store */
    notary: join(folder, 'notary.sqlite'),
    /** what was sealed to the outside, one file each */
    checkpoints: join(folder, 'checkpoints'),
    /** keys of a demo alone: neither is worth anything */
    demoKeys: join(folder, 'demo-log-keys.txt'),
    temporal: join(folder, 'temporal.sqlite'),
    /** letters of an installation without a mail server */
    outbox: join(folder, 'outbox'),
    log: join(folder, 'ocop.log'),
    /** where the running server can be found by other commands */
    address: join(folder, 'serve.json'),
  };
}
export type Places = ReturnType<typeof placesOf>;

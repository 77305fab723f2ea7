// Whether both sides speak TLS, asked before the client does: its own words for a mismatch are those of an outage.
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { StoreError } from '../port.ts';
import type { Host, Target } from './target.ts';

const PATIENCE_MS = 2000;

type Finding = 'encrypted' | 'plain' | { readonly untrusted: string } | 'unknown';

/** Throws `STORE_TLS_MISMATCH`. Who cannot be reached, or says nothing, is not judged here. */
export async function refuseOtherEncryption(target: Target, timeLimitMs: number): Promise<void> {
  const ms = Math.min(PATIENCE_MS, timeLimitMs);
  const findings = await Promise.all(target.hosts.map((host) => look(host, target, ms)));
  for (const finding of findings) {
    if (finding === 'encrypted' && !target.tls)
      throw mismatch(target, 'it speaks TLS and OCOP_STORE_URL says tls=false. Write tls=true.');
    if (finding === 'plain' && target.tls)
      throw mismatch(
        target,
        'it does not speak TLS and OCOP_STORE_URL asks for it. Write tls=false only if nobody else can listen on the way.',
      );
    if (typeof finding === 'object' && target.tls && target.verifiesCertificate)
      throw mismatch(
        target,
        `its certificate is not trusted (${finding.untrusted}). Name the authority that signed it with tlsCAFile, or correct the host's name.`,
      );
    if (typeof finding === 'object' && !target.tls)
      throw mismatch(target, 'it speaks TLS and OCOP_STORE_URL says tls=false. Write tls=true.');
  }
}

const mismatch = ({ where }: Target, why: string): StoreError =>
  new StoreError('STORE_TLS_MISMATCH', `The event store at ${where} cannot be talked to: ${why}`);

function look({ host, port }: Host, { caFile }: Target, ms: number): Promise<Finding> {
  return new Promise((resolve) => {
    let reached = false;
    const done = (finding: Finding) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(finding);
    };
    const timer = setTimeout(() => done('unknown'), ms);
    const socket = connectTls({
      host,
      port,
      rejectUnauthorized: false,
      ALPNProtocols: ['h2'],
      // An address is no server name: Node warns of it.
      ...(isIP(host.replace(/^\[|\]$/g, '')) ? {} : { servername: host }),
      ...(caFile === undefined ? {} : { ca: readFileSync(caFile) }),
    });
    socket.once('connect', () => {
      reached = true;
    });
    socket.once('secureConnect', () =>
      done(socket.authorized ? 'encrypted' : { untrusted: String(socket.authorizationError) }),
    );
    socket.once('error', () => done(reached ? 'plain' : 'unknown'));
    socket.once('close', () => done(reached ? 'plain' : 'unknown'));
  });
}

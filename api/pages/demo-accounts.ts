import { own } from '../../domain/kernel/own.ts';
import { roles } from '../../domain/rulebooks/responsibilities.ts';
import type { DemoAccountShown } from '../parts.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';

/** Enough to try every role; producers' accounts come with their products and are not listed one by one. */
const MOST_SHOWN = 100;

export function demoAccounts({ say, lang }: Page, accounts: readonly DemoAccountShown[] | undefined): Html | undefined {
  if (!accounts || accounts.length === 0) return undefined;
  const rows = accounts
    .slice(0, MOST_SHOWN)
    .map(
      (a) =>
        html`<tr><td><code>${a.id}</code></td><td>${a.who}</td><td>${own(roles, a.role)?.[lang] ?? a.role}</td></tr>\n`,
    );
  return html`<h2>${say('accounts')}</h2>
<p>${say('accountsHow')} <code>Authorization: Bearer ${accounts[0]?.id}</code></p>
<details><summary>${say('accounts')} (${accounts.length})</summary>
<div class="scroll" tabindex="0"><table>
<thead><tr><th scope="col">${say('account')}</th><th scope="col">${say('who')}</th><th scope="col">${say('role')}</th></tr></thead>
<tbody>
${rows}
</tbody></table></div></details>`;
}

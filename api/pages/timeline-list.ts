import type { TimelineItem } from '../../projections/timeline/timeline.ts';
import { type Html, html } from './html.ts';
import type { Names } from './names.ts';
import { dateOf, type Page } from './page.ts';

export function timelineList(page: Page, items: readonly TimelineItem[], names: Names): Html {
  return html`<ol class="timeline">
${items.map((item) => entry(page, item, names))}
</ol>`;
}

function entry({ say, lang }: Page, item: TimelineItem, names: Names): Html {
  const anchor = (revision: number) => html`<a href="#r${revision}">${revision}</a>`;
  const on = dateOf(item.occurredAt);
  const recorded = dateOf(item.recordedAt);
  const classes = [item.quiet && 'quiet', item.annulledBy !== undefined && 'annulled'].filter(Boolean).join(' ');
  const changes = item.changes.map((c) => html`<li>${c.field}: <del>${c.before}</del> → <ins>${c.after}</ins></li>`);
  return html`<li id="r${item.revision}" class="${classes}"><time datetime="${item.occurredAt}">${on}</time>
<div><span class="sentence">${item.words[lang]}</span>${item.quiet && html` <span class="badge">${say('automatic')}</span>`}
<div class="muted small">${names.actor(item.actor)}${recorded !== on && html` · ${say('recorded')} ${recorded}`} · <a href="#r${item.revision}" aria-label="${say('timeline')} ${item.revision}">#${item.revision}</a></div>
${changes.length > 0 && html`<ul class="changes">${changes}</ul>`}
${item.annulledBy !== undefined && html`<div class="late small">✖ ${say('annulledBy')} ${anchor(item.annulledBy)}</div>`}
${item.correctedBy !== undefined && html`<div class="small">${say('correctedBy')} ${anchor(item.correctedBy)}</div>`}
${item.damaged && html`<div class="late small">✖ ${say('damaged')}</div>`}</div></li>
`;
}

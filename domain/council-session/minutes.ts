// Minutes as data, made of what happened: the same again, byte by byte, whenever they are made. What the secretary adds in
// their own words is a part of its own.
import { type CouncilSession, type Item, type Opening, type Scored, sessionParts } from './council-session.ts';
import { spreadOf } from './opening.ts';

const sheetsOf = ({ scored }: Opening) =>
  scored.map(({ member, revision, total }: Scored) => ({ member, revision, total }));

const openingOf = (opening: Opening) => ({
  on: opening.on,
  presides: opening.by,
  sheets: sheetsOf(opening),
  spread: spreadOf(opening),
  unfit: opening.unfit,
});

function productOf(item: Item) {
  const { cycle, dossier, closed, earlier, opening, votes, voided, postponed } = item;
  const conflicts = Object.entries(item.declared)
    .filter(([, kind]) => kind !== 'none')
    .map(([member, kind]) => ({ member, kind }))
    .sort((a, b) => (a.member < b.member ? -1 : 1));
  return {
    cycle,
    ...(dossier
      ? { dossier: { manifest: dossier.manifest, criteriaSet: dossier.criteriaSet, sentOn: dossier.distributed.on } }
      : {}),
    conflicts,
    openings: [...earlier, ...(opening ? [opening] : [])].map(openingOf),
    discussed: earlier.length > 0,
    votes: votes.map(({ at: _, ...vote }) => vote),
    voided: voided.map(({ member, kind }) => ({ member, kind })),
    ...(closed ? { result: resultIn(closed) } : {}),
    ...(postponed ? { postponedOn: postponed.on } : {}),
  };
}

function resultIn({ on, stars, totals, mean, missed, knockOut, unreadConfirmed }: NonNullable<Item['closed']>) {
  const count = totals.length;
  return {
    on,
    stars,
    missed,
    ...(mean === undefined ? {} : { mean: { sum: totals.reduce((sum, t) => sum + t.total, 0), count, printed: mean } }),
    ...(knockOut === undefined ? {} : { knockOut }),
    ...(unreadConfirmed === undefined ? {} : { unreadConfirmed }),
  };
}

/** Everything the session's minutes say, in an order that does not depend on who acted first. */
export function minutesOf(id: string, state: CouncilSession) {
  return {
    session: id,
    year: sessionParts(id).year,
    tier: state.tier,
    unit: state.unit,
    round: state.round,
    ...(state.roundYear === undefined ? {} : { roundYear: state.roundYear }),
    rulebook: state.rulebook,
    inWriting: state.inWriting === true,
    members: state.members,
    attendance: state.attendance,
    sittings: state.sittings.map(({ opened, presided, closed }) => ({
      opened: opened.on,
      presided,
      closed: closed?.on,
    })),
    products: state.agenda.map(productOf),
  };
}

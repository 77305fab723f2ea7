// Every field of what is shown of a resource: `decided` ones are public once its rating is decided, the others are for those
// who see it at work. A field that stands in neither is shown to nobody, and fails the tests.
import { own } from '../kernel/own.ts';

type Fields = { readonly decided: readonly string[]; readonly atWork: readonly string[] };

const fields = (decided: string, atWork: string): Fields => ({ decided: listed(decided), atWork: listed(atWork) });
const listed = (names: string): readonly string[] => names.split(/\s+/).filter(Boolean);

export const seenFields: Readonly<Record<string, Fields>> = {
  'product-cycles': fields(
    'started purpose product producer place places group rulebook criteriaSet ended decision certificate certifiedBy published',
    `told entry expectedRulebook step done idea plan notBefore aimsAt evidence localShares submitted visits deadline
     earlierCertificate next assigned questions records`,
  ),
  products: fields('name producer province place places group origin code ended', 'registeredOn duplicates'),
  certificates: fields(
    'begun stars number issued from until held replaced ended',
    'toIssue warned served revocation findings replacementAsked',
  ),
  producers: fields('', 'kind place places province registered ended consents'),
  'council-sessions': fields(
    '',
    `convened tier unit round roundYear rulebook meetsOn inWriting publicKey after members presides agenda attendance
     sittings suspended minutes minutesBy`,
  ),
  'unit-duties': fields('', 'unit duties handedOver closed'),
  accounts: fields('', 'province grants contact suspensions'),
  letters: fields('', 'province last letters'),
  'calendar-feeds': fields('', 'province account unit language opened revoked'),
  'post-offices': fields('', 'open hours wording'),
  'product-codes': fields('', 'codes last'),
  joinings: fields('', 'joined'),
  'moved-streams': fields('', 'to'),
  'programme-years': fields('', 'plan calendar approved opened closed reopened olderPapers'),
  'unit-trees': fields('', 'units'),
  calendars: fields('', 'province days confirmed'),
  'log-keys': fields('', 'province root keys lost told witnesses'),
  'demo-clocks': fields('', 'province offsetMs'),
  'office-clocks': fields('', 'province confirmedAt'),
};

/** Of the list of certificates, whose rows are public beside those at work. */
export const certificateItemFields = fields(
  `certificate product productName producer province stars number from until replacedOn reprintSince month state revision
   position recordedAt damaged stale`,
  'issueDueOn revocationDueOn warned served toRemedy',
);

/** What of a resource’s state is shown to who sees it so. */
export function fieldsSeen(resource: string, sees: 'decided' | 'at-work'): readonly string[] {
  const { decided, atWork } = own(seenFields, resource) ?? fields('', '');
  return sees === 'decided' ? decided : [...decided, ...atWork];
}

export const picked = <T extends object>(of: T, names: readonly string[]): Partial<T> =>
  Object.fromEntries(Object.entries(of).filter(([name]) => names.includes(name))) as Partial<T>;

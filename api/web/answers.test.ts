// What screens believe the server answers is what it answers: by type, for each schema that answers.
import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { Account } from '../../domain/access/grants.ts';
import type { Letters } from '../../domain/letters/letters.ts';
import {
  type CertificateItem as ServedCertificate,
  type CertificateMonth as ServedMonth,
  certificateStates as servedStates,
} from '../../projections/certificate-list/certificates.ts';
import type { SessionItem } from '../../projections/council-sessions/sessions.ts';
import type { dutiesBoard, DutyItem as ServedDuty } from '../../projections/duties-board/board.ts';
import type { BoardItem as ServedItem, SummaryRow } from '../../projections/product-board/board.ts';
import type { TimelineItem } from '../../projections/timeline/timeline.ts';
import type {
  Access,
  AccountState,
  FirstSteps,
  Officers,
  Outbox,
  RulebookText,
  SheetTaken,
  Wording,
  WordingPreview,
} from '../../web/talk/admin-answers.ts';
import type {
  BoardItem,
  BoardRow,
  CommandAnswer,
  Fact,
  Me,
  MyWork,
  Names,
  Offer,
  RowsAnswer,
  Welcome,
} from '../../web/talk/answers.ts';
import type { FactsFound } from '../../web/talk/audit-answers.ts';
import { type CertificateItem, type CertificateMonth, certificateStates } from '../../web/talk/certificate-answers.ts';
import type { Preparation, Results, Session, SessionLine } from '../../web/talk/council-answers.ts';
import type { LetterBox, LetterText } from '../../web/talk/letter-answers.ts';
import type { DutiesBoard, DutyItem, Rehearsal } from '../../web/talk/year-answers.ts';
import type { accessPage } from '../access.ts';
import type { rowsAnswer } from '../in-bulk.ts';
import type { commandAnswer, letterText, rehearsal } from '../openapi/schemas.ts';
import type { CommandOffer } from '../reads/commands-of.ts';
import type { factsPage } from '../reads/facts.ts';
import type { firstStepsView } from '../reads/first-steps.ts';
import type { namesView } from '../reads/names.ts';
import type { officersView } from '../reads/officers.ts';
import type { outboxView } from '../reads/outbox.ts';
import type { rulebooksView } from '../reads/rulebooks.ts';
import type { sessionView } from '../reads/session-view.ts';
import type { preparationView, resultsView } from '../reads/sessions.ts';
import type { wordingPreviewView, wordingView } from '../reads/wording.ts';
import type { meView } from '../sign-in/me.ts';
import type { welcomeView } from '../sign-in/welcome.ts';
import type { sheetAnswer } from '../spreadsheets.ts';
import type { myWorkView } from '../work/my-work.ts';

test('each answer has what its screens read', () => {
  expectTypeOf<ServedItem>().toExtend<BoardItem>();
  expectTypeOf<SummaryRow>().toExtend<BoardRow>();
  expectTypeOf<TimelineItem>().toExtend<Fact>();
  expectTypeOf<CommandOffer>().toExtend<Offer>();
  expectTypeOf<z.output<typeof commandAnswer>>().toExtend<CommandAnswer>();
  expectTypeOf<z.output<typeof meView>>().toExtend<Me>();
  expectTypeOf<z.output<typeof welcomeView>>().toExtend<Welcome>();
  expectTypeOf<z.output<typeof namesView>>().toExtend<Names>();
  expectTypeOf<z.output<typeof myWorkView>>().toExtend<MyWork>();
  expectTypeOf<SessionItem>().toExtend<SessionLine>();
  expectTypeOf<z.output<typeof sessionView>>().toExtend<Session>();
  expectTypeOf<z.output<typeof preparationView>>().toExtend<Preparation>();
  expectTypeOf<z.output<typeof resultsView>>().toExtend<Results>();
  expectTypeOf<z.output<typeof rehearsal>>().toExtend<Rehearsal>();
  expectTypeOf<z.output<typeof dutiesBoard>>().toExtend<DutiesBoard>();
  expectTypeOf<ServedDuty>().toExtend<DutyItem>();
  expectTypeOf<z.output<typeof letterText>>().toExtend<LetterText>();
  expectTypeOf<Letters>().toExtend<LetterBox>();
  expectTypeOf<z.output<typeof officersView>>().toExtend<Officers>();
  expectTypeOf<z.output<typeof rulebooksView>['items'][number]>().toExtend<RulebookText>();
  expectTypeOf<z.output<typeof accessPage>['items'][number]>().toExtend<Access>();
  expectTypeOf<z.output<typeof sheetAnswer>>().toExtend<SheetTaken>();
  expectTypeOf<z.output<typeof factsPage>>().toExtend<FactsFound>();
  expectTypeOf<z.output<typeof rowsAnswer>>().toExtend<RowsAnswer>();
  expectTypeOf<z.output<typeof firstStepsView>>().toExtend<FirstSteps>();
  expectTypeOf<z.output<typeof outboxView>>().toExtend<Outbox>();
  expectTypeOf<z.output<typeof wordingView>>().toExtend<Wording>();
  expectTypeOf<z.output<typeof wordingPreviewView>>().toExtend<WordingPreview>();
  expectTypeOf<Account>().toExtend<AccountState>();
  expectTypeOf<ServedCertificate>().toExtend<CertificateItem>();
  expectTypeOf<ServedMonth>().toExtend<CertificateMonth>();
});

test('a certificate may be filtered by each state that the server knows', () => {
  expect(certificateStates).toEqual(servedStates);
});

import type { OptionId } from '../../../domain/rulebooks/criteria-set.ts';

/** No entry: not scored yet; null: none of the options. */
export type Choices = Readonly<Record<string, OptionId | null>>;
export type SheetDraft = {
  readonly choices: Choices;
  readonly seen: readonly string[];
  /** for the member alone: no part of the sheet */
  readonly notes: Readonly<Record<string, string>>;
  /** the server has it as it is */
  readonly isWithServer: boolean;
  /** what is on its way to be sealed: the same content goes under the same key, so that it is sealed once */
  readonly sending?: { readonly of: string; readonly key: string; readonly input: object } | undefined;
};

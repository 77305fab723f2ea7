// What goes wrong between a page and the server, told apart by what a person can do about it.
import type { Words } from '../../domain/kernel/refusal.ts';

export type FieldProblem = { readonly pointer: string; readonly sentences: Words };

/** Who changed what, of a view that is older than its thing. */
export type Changed = {
  readonly sentences: Words;
  readonly by: { readonly kind: string; readonly role?: string; readonly unit?: string };
  readonly occurredAt: string;
};

/** The server said no, and why (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly sentences: Words;
  readonly details: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldProblem[];
  readonly changed: Changed | undefined;
  readonly requestId: string | undefined;

  constructor(status: number, body: Partial<Problem>) {
    super(body.sentences?.en ?? `status ${status}`);
    this.status = status;
    this.code = body.code ?? 'UNKNOWN';
    this.sentences = body.sentences ?? {
      vi: `Hệ thống trả lời không như mong đợi (${status}). Hãy thử lại.`,
      en: `The server answered something unexpected (${status}). Try again.`,
    };
    this.details = body.details ?? {};
    this.errors = body.errors ?? [];
    this.changed = body.changed;
    this.requestId = body.requestId;
  }
}

/** Nobody answered: the line is down, or the server is. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  readonly sentences: Words = {
    vi: 'Chưa liên lạc được với máy chủ. Nội dung đã nhập được giữ trên máy này; hãy thử lại sau giây lát.',
    en: 'The server cannot be reached. What you typed is kept on this machine; try again in a moment.',
  };
}

export const isProblem = (error: unknown, code?: string): error is Problem =>
  error instanceof Problem && (code === undefined || error.code === code);

export function sentencesOf(error: unknown): Words {
  if (error instanceof Problem || error instanceof Unreachable) return error.sentences;
  return {
    vi: 'Trang này gặp lỗi của chính nó. Hãy tải lại trang; nội dung đã nhập được giữ.',
    en: 'This page met a mistake of its own. Load it again; what you typed is kept.',
  };
}

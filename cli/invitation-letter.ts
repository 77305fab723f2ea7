// An invitation on its way to who is invited. It is no letter of the post’s: those tell facts, wait in the vault and are tried
// again, and a link that lets somebody in is to lie nowhere but in that mailbox (docs/decisions/0741).
import { randomUUID } from 'node:crypto';
import { asText, type LetterContent } from '../domain/letters/content.ts';
import { asHtml } from '../post/html.ts';
import type { Channel, Sent } from '../post/port.ts';

type Invited = { readonly to: string; readonly link: string; readonly expiresAt: string; readonly now: Date };

/** What the administrator is told became of it, who has the link too and can hand it over. */
export type InvitationSent = { readonly outcome: Sent['outcome']; readonly code?: string };

export async function sendInvitation(channel: Channel, { to, link, expiresAt, now }: Invited): Promise<InvitationSent> {
  const content = contentOf(link, expiresAt);
  const id = randomUUID();
  const sent = await channel.send({
    messageId: `invitation.${id}@${new URL(link).hostname}`,
    name: `${now.toISOString().slice(0, 10)}-invitation-${id.slice(0, 8)}`,
    to,
    date: now.toISOString(),
    lang: content.lang,
    subject: content.subject,
    text: asText(content),
    html: asHtml(content),
  });
  return { outcome: sent.outcome, ...('code' in sent ? { code: sent.code } : {}) };
}

/** Vietnamese first: which language who is invited reads, nobody knows yet. */
function contentOf(url: string, expiresAt: string): LetterContent {
  const until = new Intl.DateTimeFormat('vi-VN', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Asia/Ho_Chi_Minh',
  }).format(new Date(expiresAt));
  return {
    lang: 'vi',
    subject: 'Lời mời sử dụng hệ thống OCOP của tỉnh',
    greeting: 'Kính gửi Ông/Bà',
    intro:
      'Ông/Bà được mời sử dụng hệ thống quản lý chu trình OCOP của tỉnh. Đề nghị mở đường dẫn dưới đây để đặt tên đăng nhập và mật khẩu.',
    work: [
      {
        title: 'Nhận lời mời',
        matters: [{ about: 'Đặt tên đăng nhập và mật khẩu', lines: [`Dùng được một lần, đến ${until}`], url }],
      },
    ],
    notes: [
      'Không chuyển thư này cho người khác: ai mở đường dẫn trước sẽ đăng nhập với danh nghĩa của Ông/Bà. Nếu Ông/Bà không chờ lời mời này, xin bỏ qua thư.',
      'You are invited to the province’s OCOP system. The link above sets your name and password; it works once. Do not pass it on. If you do not expect it, let it be.',
    ],
    footer: ['Thư do hệ thống gửi tự động. / Sent by the system.'],
  };
}

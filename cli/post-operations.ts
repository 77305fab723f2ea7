// What an administrator asks of the post’s ways: whether mail server and gateway could be sent to now.
import { z } from 'zod';
import type { PostParts } from '../activities/postman.ts';
import type { Operation } from '../api/parts.ts';
import type { Channel } from '../post/port.ts';

export const postOperations = ({
  channel,
  gateway,
  publicUrl,
  isDemo,
}: PostParts): Readonly<Record<string, Operation>> => ({
  'post-ways': {
    role: 'admin',
    words: { vi: 'Thử các đường gửi thư, tin nhắn', en: 'Try the ways of the post' },
    input: z.strictObject({}),
    run: async () => ({
      // Without it nobody could follow a link, so nothing goes out.
      sends: publicUrl() !== undefined || isDemo(),
      ways: await Promise.all([channel, ...(gateway ? [gateway] : [])].map(tried)),
    }),
  },
});

async function tried(way: Channel): Promise<{ name: string; ok: boolean; says: string }> {
  try {
    return { name: way.name, ok: true, says: await way.check() };
  } catch (error) {
    return { name: way.name, ok: false, says: (error as Error).message };
  }
}

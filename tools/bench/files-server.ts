// The API with its store of files in a process of its own, so that its memory is nobody else's. It says where it is, and on
// a word how much it takes.
import { served } from '../../api/world.fixture.ts';

const s = await served((parts) => ({ files: { ...parts.files, most: 4096 * 1024 * 1024 }, requestsPerMinute: 0 }));
const earlier = { year: 2021, outcome: 'rated', stars: 2, document: { number: 'TB', date: '2021-12-01' } };
const by = 'demo-krong-nang-xa-1';
await s.ask(`/v1/product-cycles/${s.cycle}/start-cycle`, { by, body: { entry: 'rating', earlier } });
process.on('message', async (said) => {
  if (said === 'memory') process.send?.({ rss: process.memoryUsage().rss });
  else await s.close().finally(() => process.exit(0));
});
process.send?.({ url: s.url, cycle: s.cycle, by });

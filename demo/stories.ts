// Every product of the demo.
import { publishedStories } from './published.ts';
import { stories2021Rated } from './stories-2021-rated.ts';
import { stories2021Returned } from './stories-2021-returned.ts';
import { stories2022Begun } from './stories-2022-begun.ts';
import { stories2022Rated } from './stories-2022-rated.ts';
import type { Story } from './story.ts';

export const stories: readonly Story[] = [
  ...stories2021Rated,
  ...stories2021Returned,
  ...stories2022Begun,
  ...stories2022Rated,
  ...publishedStories,
];

// The worklist of what lies in a divided commune: each needs a placing.
import { seesOf } from '../../domain/access/seeing.ts';
import { type Sight, standingsTo, type Whose } from '../../domain/access/sight.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { type Producer, producer } from '../../domain/producer/producer.ts';
import { type Product, product } from '../../domain/product/product.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { isUnplaced, placesOf, unitsAt } from '../../domain/unit/place.ts';
import type { UnitTree } from '../../domain/unit/unit-tree.ts';
import type { Reader } from '../engine/reader.ts';
import type { Unplaced } from './board.ts';
import type { CycleRow, SourceRow } from './row.ts';

type Placed = Pick<Product & Producer, 'province' | 'place' | 'places'> & { producer?: string };

const whoseOf = (resource: Unplaced['resource'], id: string, of: Placed): Whose => ({
  ...of,
  ...(resource === 'producers' ? { producer: id } : resource === 'products' ? { product: id } : { cycle: id }),
});

export function listUnplaced(
  reader: Reader,
  treeOf: (province: string) => UnitTree,
  { today, sight }: { today: Day; sight?: Sight | undefined },
): readonly Unplaced[] {
  const found = (resource: Unplaced['resource'], id: string, of: Placed): readonly Unplaced[] => {
    const { province, place } = of;
    if (province === undefined || place === undefined) return [];
    const tree = treeOf(province);
    if (!isUnplaced(tree, placesOf(of), today)) return [];
    if (sight && seesOf(resource, standingsTo(sight, whoseOf(resource, id, of), tree)) !== 'at-work') return [];
    const parts = unitsAt(tree, placesOf(of), today).map(({ code, name }) => ({ code, name }));
    return [{ resource, id, province, place, parts }];
  };
  const sources = [product, producer].flatMap((aggregate) =>
    reader
      .all<Pick<SourceRow, 'stream' | 'folded'>>(
        'SELECT stream, folded FROM source WHERE stream LIKE ? ORDER BY stream',
        aggregate.stream('%'),
      )
      .flatMap(({ stream, folded }) =>
        found(aggregate === product ? 'products' : 'producers', splitStream(stream).id, JSON.parse(folded) as Placed),
      ),
  );
  const cycles = reader
    .all<Pick<CycleRow, 'cycle' | 'province' | 'place' | 'places' | 'producer'>>(
      `SELECT cycle, province, place, places, producer FROM cycle WHERE state = 'open' ORDER BY cycle`,
    )
    .flatMap(({ cycle, places, ...row }) => found('product-cycles', cycle, { ...row, places: JSON.parse(places) }));
  return [...sources, ...cycles];
}

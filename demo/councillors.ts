// Who sits in the councils of the demo, of the province and of every district, with the body that sent them.
import type { DemoAccount } from './accounts.ts';
import { districts, PROVINCE } from './districts.ts';

type Councillor = DemoAccount & { readonly from: string };

const sent = {
  tinh: {
    chair: 'UBND tỉnh',
    deputy: 'Sở NN&PTNT',
    secretary: 'Văn phòng Điều phối NTM',
    members: ['Sở Công Thương', 'Sở Y tế', 'Sở KH&CN', 'Liên minh HTX'],
  },
  district: {
    chair: 'UBND huyện',
    deputy: 'Phòng NN&PTNT',
    secretary: 'Phòng NN&PTNT',
    members: ['Phòng Kinh tế và Hạ tầng', 'Trung tâm Y tế', 'Hội Nông dân'],
  },
};

/** @param place slug of a district, or `tinh` */
export function councillorsOf(place: string): readonly Councillor[] {
  const inProvince = place === 'tinh';
  const district = districts.find((d) => d.slug === place);
  const body = inProvince ? sent.tinh : sent.district;
  const seat = (name: string, role: string, from: string): Councillor => ({
    id: inProvince ? `demo-hd-${name}` : `demo-${place}-hd-${name}`,
    role: `council-${role}`,
    unit: inProvince ? PROVINCE.code : (district?.code ?? ''),
    who: `Hội đồng ${inProvince ? 'tỉnh' : district?.name}: ${from}`,
    from,
  });
  return [
    seat('chu-tich', 'chair', body.chair),
    seat('pho-chu-tich', 'deputy', body.deputy),
    seat('thu-ky', 'secretary', body.secretary),
    ...body.members.map((from, i) => seat(`uy-vien-${i + 1}`, 'member', from)),
  ];
}

/** Everybody but the secretary. */
export const scoringIn = (place: string): readonly string[] =>
  councillorsOf(place).flatMap(({ id, role }) => (role === 'council-secretary' ? [] : [id]));

/** Of the provincial council, one session of which is under way. */
export const councillors = councillorsOf('tinh');

export const everyCouncillor: readonly Councillor[] = ['tinh', ...districts.map((d) => d.slug)].flatMap(councillorsOf);

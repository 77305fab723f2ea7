// What a client asks a node about itself before it asks for streams.
import {
  features,
  GossipService,
  gossip,
  ServerFeaturesService,
  type Service,
  StreamsService,
  shared,
} from './protocol.ts';

const LEADER = 8;
const INSTANCE = '6f3a1f0c-5c1b-4c53-9a3f-000000000001';
/** The first release that knew many appends on one call. */
const BATCH_SINCE = 21;
const FEATURES: Record<string, readonly string[]> = {
  read: ['position', 'events'],
  batchappend: ['deadline_duration'],
};

export function supportedMethods(version: string) {
  const known = (service: Service) =>
    Object.values(service).flatMap(({ path }) => {
      const [, serviceName = '', methodName = ''] = path.toLowerCase().split('/');
      if (methodName === 'batchappend' && Number.parseInt(version, 10) < BATCH_SINCE) return [];
      return new features.SupportedMethod()
        .setServiceName(serviceName)
        .setMethodName(methodName)
        .setFeaturesList([...(serviceName.endsWith('streams') ? (FEATURES[methodName] ?? []) : [])]);
    });
  return new features.SupportedMethods()
    .setEventStoreServerVersion(version)
    .setMethodsList([StreamsService, ServerFeaturesService, GossipService].flatMap(known));
}

export function gossipRead(port: number) {
  const member = new gossip.MemberInfo()
    .setInstanceId(new shared.UUID().setString(INSTANCE))
    .setTimeStamp('0')
    .setState(LEADER)
    .setIsAlive(true)
    .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(port));
  return new gossip.ClusterInfo().setMembersList([member]);
}

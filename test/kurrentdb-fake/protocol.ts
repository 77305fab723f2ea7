// The untyped edge: the message classes and services that the client package carries, and those of protobuf beside it.
import { createRequire } from 'node:module';
import gossip from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import status from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';

export { features, gossip, shared, status, streams };

const require = createRequire(import.meta.url);
const ofTheClient = createRequire(require.resolve('@kurrent/kurrentdb-client'));
const GENERATED = '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1';

/** A service as gRPC knows it: its methods by name, each with its path. */
export type Service = Record<string, { path: string }>;

export const StreamsService: Service = require(`${GENERATED}/streams_grpc_pb.js`).StreamsService;
export const GossipService: Service = require(`${GENERATED}/gossip_grpc_pb.js`).GossipService;
export const ServerFeaturesService: Service = require(`${GENERATED}/serverfeatures_grpc_pb.js`).ServerFeaturesService;

type Bytes = { serializeBinary(): Uint8Array };
const { Any } = ofTheClient('google-protobuf/google/protobuf/any_pb.js');
const { Empty } = ofTheClient('google-protobuf/google/protobuf/empty_pb.js');

/** google.protobuf.Empty, which is another message than the protocol's own. */
export const nothing = (): ReturnType<typeof newEmpty> => newEmpty();

function newEmpty() {
  return new Empty();
}

/** A message with the name of its type, as `google.rpc.Status` carries it. */
export function packed(message: Bytes, typeName: string) {
  const any = new Any();
  any.pack(message.serializeBinary(), typeName);
  return any;
}

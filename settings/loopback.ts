/**
 * What runs on this machine is asked for without a proxy: gRPC's client sends even 127.0.0.1 through `http_proxy` unless
 * `no_grpc_proxy` or, where that is not set, `no_proxy` names it.
 */
export function keepLoopbackDirect(env: NodeJS.ProcessEnv): void {
  const direct = [env.no_grpc_proxy || env.no_proxy || env.NO_PROXY, '127.0.0.1', 'localhost', '::1'];
  env[env.no_grpc_proxy ? 'no_grpc_proxy' : 'no_proxy'] = direct.filter(Boolean).join(',');
}

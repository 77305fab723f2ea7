/**
 * What runs on this machine is asked for without a proxy: gRPC's client sends even 127.0.0.1 through `http_proxy` unless
 * `no_proxy` names it.
 */
export function keepLoopbackDirect(env: NodeJS.ProcessEnv): void {
  const names = ['no_grpc_proxy', 'no_proxy'].filter((name) => env[name] !== undefined);
  for (const name of names.length > 0 ? names : ['no_proxy'])
    env[name] = [env[name] || env.NO_PROXY, '127.0.0.1', 'localhost', '::1'].filter(Boolean).join(',');
}

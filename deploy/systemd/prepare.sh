#!/bin/sh
# sh deploy/systemd/prepare.sh: in /opt/ocop after `npm install`, as the one who may write there: what a service that may
# write nothing needs built. Temporal's program is found or fetched as `npm start` does.
set -eu
cd "$(dirname "$0")/../.."
node=node_modules/node/bin/node
mkdir -p dist
"$node" setup/web-build.ts dist/web
"$node" setup/workflows-build.ts dist/workflows
temporal=$("$node" -e "import('./setup/temporal.ts').then(async (m) => console.log((await m.ensureTemporal({ binaryOnly: true })).path))" 2>/dev/null | tail -n 1)
cp "$temporal" dist/temporal
printf '#!/bin/sh\ncd /opt/ocop && exec node_modules/node/bin/node cli/ocop.ts "$@"\n' >dist/ocop
chmod 755 dist/ocop
echo "Built into dist/. Now: cp deploy/systemd/*.service deploy/systemd/*.timer /etc/systemd/system/ && ln -s /opt/ocop/dist/ocop /usr/local/bin/ocop"

#!/usr/bin/env node
// `ocop …` as a process of its own, in a container or under systemd: it listens before it loads.
import './early-stop.ts';

await import('./main.ts');

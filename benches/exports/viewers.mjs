// Loads OpenAPI documents in Swagger UI and Redoc. node viewers.mjs VIEWER:DOCUMENT...
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const find = createRequire(import.meta.url).resolve;
const swagger = path.dirname(find("swagger-ui-dist/package.json"));
const page = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>viewer</title><div id="ui"></div>${body}</html>`;
const files = {
  "/swagger": page(`<link rel="stylesheet" href="/swagger.css"><script src="/swagger.js"></script><script>
    SwaggerUIBundle({ url: location.search.slice(1), dom_id: "#ui", docExpansion: "none", defaultModelsExpandDepth: -1, validatorUrl: null });
  </script>`),
  "/redoc": page(`<script src="/redoc.js"></script><script>
    Redoc.init(location.search.slice(1), {}, document.getElementById("ui"), (error) => { window.done = error ? String(error) : "fine"; });
  </script>`),
  "/swagger.js": fs.readFileSync(`${swagger}/swagger-ui-bundle.js`),
  "/swagger.css": fs.readFileSync(`${swagger}/swagger-ui.css`),
  "/redoc.js": fs.readFileSync(find("redoc/bundles/redoc.standalone.js")),
};
const wanted = process.argv.slice(2).map((argument) => argument.split(":"));
wanted.forEach(([, file], index) => { files[`/${index}.json`] = fs.readFileSync(file); });
const type = (name) => (name.endsWith(".css") ? "text/css" : name.endsWith(".js") ? "text/javascript" : name.endsWith(".json") ? "application/json" : "text/html");
const server = http.createServer((request, response) => {
  const name = request.url.split("?")[0], body = files[name];
  response.writeHead(body ? 200 : 404, { "content-type": type(name) }).end(body ?? "");
}).listen(0, "127.0.0.1");

const SHOWN = {
  swagger: "document.querySelector('.errors-wrapper')?.textContent || (document.querySelector('.opblock-tag') && 'fine')",
  redoc: "window.done",
};
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"], protocolTimeout: 600_000,
});
let wrong = 0;
for (const [index, [viewer, file]] of wanted.entries()) {
  const tab = await browser.newPage(), start = Date.now();
  await tab.goto(`http://127.0.0.1:${server.address().port}/${viewer}?/${index}.json`);
  const found = tab.waitForFunction(SHOWN[viewer], { timeout: 600_000, polling: 500 });
  const told = await found.then((handle) => handle.jsonValue(), String);
  console.log(`${viewer}: ${path.basename(file)}: ${told} after ${((Date.now() - start) / 1000).toFixed(1)} s`);
  if (told !== "fine") wrong++;
  await tab.close();
}
await browser.close();
server.close();
process.exit(wrong ? 1 : 0);

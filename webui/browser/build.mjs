// Bundles the browser parts into webui/static/built; run by `npm run build`, read by every page template.
//
// Scripts are bundled by esbuild. Styles are written in Sass; a plain `@import url("package/file.css")` in them is left
// by Sass and followed by esbuild, so that fonts of the editors land beside the styles with right addresses. A source
// that is not there yet is skipped and named, so that one half can be built before the other is written.

import { existsSync } from "node:fs";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const packages = join(root, "node_modules");
const built = join(here, "..", "static", "built");

const SCRIPTS = ["pages.js", "case_diagram.js", "desk_diagram.js", "desk_form.js", "desk_table.js"];
const STYLES = ["staff.scss", "public.scss", "case_diagram.scss", "desk.scss", "desk_pages.scss"];
const LICENCES = ["bpmn-js", "dmn-js", "@bpmn-io/form-js-editor", "camunda-bpmn-moddle", "govuk-frontend"];

const sassStyles = {
  name: "sass",
  setup(build) {
    build.onLoad({ filter: /\.scss$/ }, async ({ path }) => {
      const options = { loadPaths: [here, packages], quietDeps: true, silenceDeprecations: ["import"] };
      const { css, loadedUrls } = await sass.compileAsync(path, options);
      const watchFiles = loadedUrls.filter((url) => url.protocol === "file:").map((url) => fileURLToPath(url));
      return { contents: css, loader: "css", resolveDir: here, watchFiles };
    });
  },
};

function present(names) {
  const missing = names.filter((name) => !existsSync(join(here, name)));
  if (missing.length) console.log(`skipped, not there yet: ${missing.join(", ")}`);
  return names.filter((name) => !missing.includes(name)).map((name) => join(here, name));
}

async function copyLicences() {
  for (const name of LICENCES) {
    const source = ["LICENSE", "LICENSE.txt", "LICENSE.md"].map((file) => join(packages, name, file)).find(existsSync);
    if (source) await copyFile(source, join(built, "licences", `${name.replace("/", "-").replace("@", "")}.txt`));
  }
}

const began = Date.now();
await rm(built, { recursive: true, force: true });
await mkdir(join(built, "licences"), { recursive: true });
const result = await esbuild.build({
  entryPoints: present([...SCRIPTS, ...STYLES]),
  outdir: built,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020"],
  loader: { ".woff": "file", ".woff2": "file", ".ttf": "file", ".eot": "file", ".svg": "file", ".png": "file" },
  assetNames: "assets/[name]-[hash]",
  external: ["/assets/*", "/static/*"],
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "linked",
  plugins: [sassStyles],
  metafile: true,
  logLevel: "warning",
});
await copyLicences();
const outputs = Object.entries(result.metafile.outputs).filter(([, output]) => output.entryPoint);
const sizes = Object.fromEntries(outputs.map(([path, output]) => [path.split("/").pop(), output.bytes]));
await writeFile(join(built, "sizes.json"), JSON.stringify(sizes, null, 2));
for (const [name, bytes] of Object.entries(sizes)) console.log(`${name} ${Math.ceil(bytes / 1024)} kB`);
console.log(`built in ${((Date.now() - began) / 1000).toFixed(1)} s`);

// Log a call: asks who in our records may be the adult whose name is being typed. Without script a button asks the same.
const AFTER = 400;
const ASKED = ["name", "known_as", "former_names", "born", "employer"];
const NAMED = new RegExp(`^adults-.*-(${ASKED.join("|")})$`);

function typed(form, key) {
  const inputs = [...form.elements].filter((element) => element.name.startsWith("adults-") && element.name.endsWith(`-${key}`));
  return inputs.map((input) => input.value.trim()).find(Boolean) ?? "";
}

// What was said of the matches so far: it stays chosen when the search is made again.
function said(form) {
  return new URLSearchParams([...new FormData(form)].filter(([name]) => name.startsWith("match-"))).toString();
}

export function startMatching() {
  for (const place of document.querySelectorAll("[data-matches]")) {
    const form = place.closest("form");
    for (const input of form.querySelectorAll("input[name$='-employer']")) input.setAttribute("list", "organisations");
    let waiting = null;
    let asked = "";

    const ask = async () => {
      const search = new URLSearchParams(ASKED.map((key) => [key, typed(form, key)])).toString();
      if (search === asked) return;
      asked = search;
      try {
        const answer = await fetch(`${place.dataset.matches}?${search}&${said(form)}`, { redirect: "error" });
        if (answer.ok && search === asked) place.innerHTML = await answer.text();
      } catch {
        asked = "";
      }
    };

    form.addEventListener("input", (event) => {
      if (!NAMED.test(event.target.name)) return;
      clearTimeout(waiting);
      waiting = setTimeout(ask, AFTER);
    });
  }
}

// A part of a page that tells how far something is: asked for again until it is done. Without script a link does it.
const EVERY = 3_000;

export function startAgain() {
  const place = document.querySelector("[data-again]");
  if (!place) return;
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.className = "govuk-visually-hidden";
  place.before(said);

  const ask = async (part) => {
    let next = part;
    try {
      const answer = await fetch(part.dataset.again, { redirect: "error" });
      if (answer.ok) next = replaced(part, await answer.text());
    } catch {
      // The next time may go well; the link stays.
    }
    if (next.dataset.again) setTimeout(() => ask(next), EVERY);
    else said.textContent = next.querySelector("p")?.textContent ?? "";  // Only the end is read out.
  };
  setTimeout(() => ask(place), EVERY);
}

function replaced(part, text) {
  const next = new DOMParser().parseFromString(text, "text/html").getElementById(part.id);
  if (!next) return part;
  const link = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  part.replaceWith(next);
  if (link) (next.querySelector(`a[href="${CSS.escape(link)}"]`) ?? next).focus();
  return next;
}
